import { createServer } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that is free now: the preferred one if it is, else one the system chooses.
 * @param {number} [preferred]
 */
export async function freePort(preferred) {
  if (preferred !== undefined && await isFree(preferred)) return preferred;
  return tryPort(0);
}

/** The first free port from `first` on. @param {number} first */
export async function nextFreePort(first) {
  for (let port = first; port < first + 100; port += 1) if (await isFree(port)) return port;
  return freePort();
}

/** Whether nothing listens on this port, on loopback or on all addresses. @param {number} port */
export async function isFree(port) {
  try {
    await tryPort(port);
    await tryPort(port, '0.0.0.0');
    return true;
  } catch {
    return false;
  }
}

function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const got = server.address().port;
      server.close(() => resolve(got));
    });
  });
}
