import { Refused } from '../../kit/errors.js';
import { maskText } from '../../kit/mask.js';

const SHORTEST = 5;
const LONGEST = 300;

/**
 * Why something is given up, as it stays in the trail: one line, phones and the like masked.
 * @throws Refused at the field `reason` when nothing, or too much, was written
 */
export function readDiscardReason(given: string): string {
  const reason = given.trim().replace(/\s+/g, ' ');
  const { length } = [...reason];
  if (length < SHORTEST) throw new Refused('portal:dead.reason_needed', { min: SHORTEST }, 'reason');
  if (length > LONGEST) throw new Refused('portal:manage.long', { max: LONGEST, length }, 'reason');
  return maskText(reason);
}
