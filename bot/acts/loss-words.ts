import type { LossReason } from '../../src/domain/funnel/loss-reasons.js';
import { Refused } from '../../src/kit/errors.js';
import { plainWords } from '../views/parts.js';
import { bareWord, codeOf } from './codes.js';

/**
 * The loss reason at the start of what was typed, as its code or its label (`price`, `sem cuidador disponível`, `preço`), and
 * the words behind it. @throws Refused naming the reasons
 */
export function readLossReason(words: string, reasons: LossReason[]): { reason: string; why: string | null } {
  const pieces = words.split(/\s+/);
  const rest = (used: number) => pieces.slice(used).join(' ').replace(/^[:,;–-]\s*/, '') || null;
  for (let used = pieces.length; used > 0; used -= 1) {
    const given = bareWord(pieces.slice(0, used).join(' ')).replace(/[:,;]$/, '');
    const found = reasons.find(({ code, label }) => bareWord(code) === given || bareWord(label) === given);
    if (found) return { reason: found.code, why: rest(used) };
  }
  const [first = ''] = pieces;
  const begun = codeOf(first, reasons.map(({ code }) => code), (code) => reasons.find((one) => one.code === code)?.label ?? '');
  if (begun === undefined) throw new Refused('slack:refused.choice', { given: plainWords(first), allowed: reasons.map(({ label }) => plainWords(label)).join(', ') });
  return { reason: begun, why: rest(1) };
}
