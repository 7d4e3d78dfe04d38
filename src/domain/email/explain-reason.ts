import type { Translate } from '../../kit/i18n.js';
import { EMAIL_FAILURES } from './failures.js';

/** A stored reason (failures.ts) in the person's language, with the server's own words behind it; what none of ours stands before comes as it is. */
export function explainEmailReason(reason: string, t: Translate): string {
  const [, code, words = ''] = /^([a-z_]+): (.*)$/s.exec(reason) ?? [];
  if (!EMAIL_FAILURES.some((one) => one === code)) return reason;
  return words === '' ? t(`mail:why.${code}`) : `${t(`mail:why.${code}`)} (${words})`;
}
