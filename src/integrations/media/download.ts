import { Agent, request, type Dispatcher } from 'undici';
import { mediaBroken, mediaLater } from '../../domain/media/reasons.js';
import { Broken, TryLater } from '../../kit/errors.js';
import { retryAfterMs } from '../../kit/http-client.js';
import type { MediaLimits } from './limits.js';
import type { Resolve } from '../../kit/public-address.js';
import { publicAddressOf } from './public-address.js';

export interface DownloadRules {
  limits: MediaLimits;
  resolve: Resolve;
  /** Names files may come from (or below); none = any public one. */
  hosts: string[];
  /** `name:port` (or name) of servers of tests and demo, taken over http and on private addresses. Never in production. */
  plainHosts: string[];
}

export interface Opened {
  body: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Opens what is behind an address in a message, which anybody may have written: https on its own port, public addresses
 * only, connected to the very address that was checked, every redirect judged the same way. The caller reads the body
 * under the same limits and must close it.
 * @throws Broken (refused_address, expired, denied, too_large, too_many_redirects, not_as_stated), TryLater (no_answer, too_slow)
 */
export async function openUrl(address: string, rules: DownloadRules, signal: AbortSignal): Promise<Opened> {
  let url = parse(address);
  for (let hop = 0; hop <= rules.limits.redirects; hop += 1) {
    const { answer, agent } = await callOnce(url, rules, signal);
    const close = async () => {
      answer.body.on('error', () => undefined).destroy();
      await agent.destroy();
    };
    try {
      const next = REDIRECTS.has(answer.statusCode) ? header(answer, 'location') : undefined;
      if (next === undefined) {
        judge(answer, rules.limits);
        return { body: answer.body, close };
      }
      url = parse(next, url);
    } catch (error) {
      await close();
      throw error;
    }
    await close();
  }
  throw mediaBroken('too_many_redirects');
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw mediaBroken('refused_address', 'not an address');
  return new URL(address, base);
}

async function callOnce(url: URL, rules: DownloadRules, signal: AbortSignal): Promise<{ answer: Dispatcher.ResponseData; agent: Agent }> {
  const plain = rules.plainHosts.includes(url.host) || rules.plainHosts.includes(url.hostname);
  if (url.protocol !== 'https:' && !(plain && url.protocol === 'http:')) throw mediaBroken('refused_address', 'not https');
  if (url.username !== '' || url.password !== '') throw mediaBroken('refused_address', 'with credentials');
  if (url.port !== '' && !plain) throw mediaBroken('refused_address', 'unusual port');
  if (rules.hosts.length > 0 && !plain && !rules.hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))) throw mediaBroken('refused_address', 'not on the list of hosts');
  const checked = await Promise.race([publicAddressOf(url.hostname, rules.resolve, plain), whenAborted(signal)]);
  const agent = new Agent({
    connect: {
      timeout: rules.limits.windowMs,
      // Nobody asks the name again: what was checked is what is called.
      lookup: (_name, options, done) => (options.all ? done(null, [checked]) : done(null, checked.address, checked.family)),
    },
    pipelining: 0,
  });
  try {
    const answer = await request(url, { dispatcher: agent, signal, headersTimeout: rules.limits.windowMs, headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'carinho-atendimento' } });
    return { answer, agent };
  } catch (error) {
    await agent.destroy();
    throw callFailure(error);
  }
}

/** Only ever rejects. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** What a broken connection means. Errors of ours pass unchanged; no address is ever in the text. */
export function callFailure(error: unknown): Error {
  if (error instanceof Broken || error instanceof TryLater) return error;
  const code = (error as { code?: string | number }).code;
  const name = (error as Error).name;
  if (name === 'TimeoutError' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT') return mediaLater('too_slow');
  return mediaLater('no_answer', typeof code === 'string' ? code : name);
}

/** Refuses an answer that brings no file. */
function judge(answer: Dispatcher.ResponseData, limits: MediaLimits): void {
  const { statusCode: status } = answer;
  if (status === 404 || status === 410) throw mediaBroken('expired', String(status));
  if (status === 408 || status === 425 || status === 429 || status >= 500) throw laterAnswer(answer);
  if (status !== 200) throw mediaBroken('denied', String(status));
  // Asked for as it is. Whoever packs it all the same may pack a bomb.
  if ((header(answer, 'content-encoding') ?? 'identity').toLowerCase() !== 'identity') throw mediaBroken('not_as_stated', 'packed');
  if (Number(header(answer, 'content-length') ?? 0) > limits.maxBytes) throw mediaBroken('too_large');
}

/** Longest pause a server may ask for; then it is asked again, ms. */
const LONGEST_PAUSE_MS = 600_000;

function laterAnswer(answer: Dispatcher.ResponseData): TryLater {
  const afterMs = retryAfterMs(header(answer, 'retry-after') ?? null);
  return mediaLater('no_answer', String(answer.statusCode), afterMs === undefined ? {} : { afterMs: Math.min(afterMs, LONGEST_PAUSE_MS) });
}

function header(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
