import { untilAnswers } from '../services/until-answers.mjs';

const REQUEST_TIMEOUT_MS = 5000;

/**
 * Waits until a process started here answers 200 on a URL; says meanwhile what it answers instead.
 * @param {ReturnType<typeof import('../processes/background-process.mjs').startBackground>} child
 * @param {{ url: string, timeoutMs: number, note: (message: string) => void, signal: AbortSignal }} options
 * @throws when it stops, when it is not healthy within `timeoutMs`, or when `signal` aborts
 */
export async function untilHealthy(child, { url, timeoutMs, note, signal }) {
  let last = '';
  const answers = async () => {
    signal.throwIfAborted();
    const answer = await ask(url);
    if (answer === undefined) return true;
    if (answer !== last) note((last = answer));
    return false;
  };
  await untilAnswers(child, answers, { timeoutMs, remedy: last && `Its last answer on ${url}: ${last}` });
}

/** Undefined when healthy, else what it says. */
async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS), redirect: 'manual' });
    const body = (await response.text()).slice(0, 300);
    return response.status < 400 ? undefined : `${response.status} ${body}`;
  } catch {
    return '';
  }
}
