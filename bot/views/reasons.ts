import type { Translate } from '../../src/kit/i18n.js';
import { plainWords } from './parts.js';

/** What the gateway's and our own sentences mean to an attendant; matched loosely, first one wins (zapi.md §1.3, §2.4). */
const MEANINGS: [pattern: RegExp, key: string][] = [
  [/phone number does not exist|invalid phone/i, 'no_whatsapp'],
  [/not connected|disconnected|restore the session/i, 'disconnected'],
  [/more than 7 days/i, 'too_old'],
  [/the file was deleted|not kept by slack/i, 'file_gone'],
  [/^(?:not_as_stated|empty|infected)/, 'file_unfit'],
  [/^file_no_link/, 'file_no_link'],
  [/^file_forgotten/, 'file_forgotten'],
  [/invalid media url|404 error|not a valid url/i, 'file_not_fetched'],
  [/permission|reject|did not allow|not allowed to|shadow/i, 'rejected'],
  [/answered 40[13]|client-token|instance not found/i, 'credentials'],
  [/time-?out|no answer|connection lost|not reachable|answered 5\d\d|was lost|error on send|request error/i, 'no_answer'],
  [/neither phone nor lid/i, 'no_address'],
];

/** Why a message did not reach the customer, in the person's language; what nobody foresaw is quoted as it came. */
export function explainFailure(reason: string | null, t: Translate): string {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(reason ?? ''));
  return meaning ? t(`slack:reason.${meaning[1]}`) : t('slack:reason.other', { detail: plainWords(reason ?? '') });
}
