import { maskText } from '../../kit/mask.js';
import type { PartnerAnswer } from './call.js';

/** What an answer means for the delivery. */
export type Judgement =
  | { is: 'done'; result: string }
  /** The system cannot now: try again. */
  | { is: 'failing'; reason: string; afterMs?: number }
  /** It asks to be left alone for a while. */
  | { is: 'busy'; reason: string; afterMs: number }
  /** It does not want it: no repetition helps. */
  | { is: 'refused'; reason: string };

/** A pause that is asked for is kept up to this, ms; without one, of 429, this short. */
const LONGEST_PAUSE_MS = 3_600_000;
const DEFAULT_PAUSE_MS = 30_000;
/** As much of an answer's body is kept with a dead letter, characters. */
const LONGEST_TOLD = 500;

/**
 * 2xx is done, whatever its body. 429 and 5xx are tried again. Every other answer is final: a redirect would take the token
 * to another address, and what is refused as wrong stays wrong.
 * @param blank takes out of an answer's text what must not stay in a reason
 */
export function judgeAnswer({ status, text, retryAfterMs }: PartnerAnswer, blank: (text: string) => string): Judgement {
  if (status >= 200 && status < 300) return { is: 'done', result: idIn(text) ?? String(status) };
  const reason = `answered ${status}: ${maskText(blank(text)).replace(/\s+/g, ' ').trim().slice(0, LONGEST_TOLD) || 'nothing'}`;
  const afterMs = retryAfterMs === undefined ? undefined : Math.min(LONGEST_PAUSE_MS, retryAfterMs);
  if (status === 429) return { is: 'busy', reason, afterMs: afterMs ?? DEFAULT_PAUSE_MS };
  if (status >= 500) return { is: 'failing', reason, ...(afterMs === undefined ? {} : { afterMs }) };
  return { is: 'refused', reason };
}

/** What the other system calls it, when its answer says so. */
function idIn(text: string): string | undefined {
  try {
    const id = (JSON.parse(text) as { id?: unknown } | null)?.id;
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 190) : undefined;
  } catch {
    return undefined;
  }
}
