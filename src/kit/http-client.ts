import { Broken, TryLater } from './errors.js';

export interface HttpAnswer {
  status: number;
  /** Parsed JSON, or the text when it is not JSON. */
  body: unknown;
  retryAfterMs: number | undefined;
}

/** Failures before a byte reached the other side: the request certainly had no effect. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID']);

function errorCode(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause;
  return cause?.code ?? (error as { code?: string }).code ?? '';
}

/** Milliseconds of a Retry-After header in seconds; undefined when absent or a date. */
export function retryAfterMs(header: string | null): number | undefined {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}

/**
 * One HTTP call with a total time limit in ms. Any HTTP answer is returned, whatever its status.
 * @throws TryLater with outcome `not_done` when nothing can have reached the other side, else `unknown`
 */
export async function callJson(url: string, options: { method?: string; headers?: Record<string, string>; body?: unknown; timeoutMs: number; signal?: AbortSignal }): Promise<HttpAnswer> {
  const signals = [AbortSignal.timeout(options.timeoutMs), ...(options.signal ? [options.signal] : [])];
  try {
    const response = await fetch(url, {
      method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
      headers: { ...(options.body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: AbortSignal.any(signals),
      redirect: 'error',
    });
    const text = await response.text();
    return { status: response.status, body: parse(text), retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
  } catch (error) {
    const code = errorCode(error);
    if (NEVER_LEFT.has(code)) throw new TryLater(`not reachable (${code})`, { outcome: 'not_done' });
    if (error instanceof TypeError && /Invalid URL/.test(error.message)) throw new Broken('the configured URL is not valid');
    const name = (error as Error).name;
    throw new TryLater(name === 'TimeoutError' ? `no answer within ${options.timeoutMs} ms` : `connection lost (${code || name})`, { outcome: 'unknown' });
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
