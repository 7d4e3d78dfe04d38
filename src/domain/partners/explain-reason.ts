import type { Translate } from '../../kit/i18n.js';

/** What our own sentences about a call that failed mean, first one wins; groups become the text's variables. */
const MEANINGS: [pattern: RegExp, key: string][] = [
  [/^answered (?<status>\d{3}): nothing$/, 'status'],
  [/^answered (?<status>\d{3}): (?<detail>.*)$/s, 'answer'],
  [/^no answer within (?<seconds>\d+) s$/, 'too_slow'],
  [/certificate is not accepted \((?<code>\w+)\)/, 'certificate'],
  [/^no connection \((?<code>\w+)\)/, 'no_connection'],
  [/^name (?:not found|without address)/, 'no_name'],
  [/private network/, 'not_public'],
  [/not https/, 'not_https'],
  [/secret of this webhook/, 'secret'],
  [/no address any more/, 'no_address'],
];

/** Longest piece of somebody else's answer, characters. */
const LONGEST = 200;

/** Why another system was not told, in the person's language; what nobody foresaw is quoted as it came. */
export function explainPartnerReason(reason: string, t: Translate): string {
  for (const [pattern, key] of MEANINGS) {
    const found = pattern.exec(reason);
    if (found) return t(`portal:partner_reason.${key}`, Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, value.slice(0, LONGEST)])));
  }
  return reason.slice(0, LONGEST);
}
