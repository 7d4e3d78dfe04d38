/** Docker's healthcheck of a web container: exit code 0 while /health/live answers 200. */
const url = `http://127.0.0.1:${process.env.PORT || 3000}/health/live`;
try {
  const { ok } = await fetch(url, { signal: AbortSignal.timeout(4000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
