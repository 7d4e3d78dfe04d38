import { readReason } from '../../src/domain/media/reasons.js';
import type { Translate } from '../../src/kit/i18n.js';
import { plainWords, shorten } from './parts.js';

/** Why a file is not there, in the person's language; what nobody foresaw is quoted as it came. */
export function explainMedia(reason: string | null, t: Translate): string {
  const { code, detail } = readReason(reason ?? '');
  if (code === undefined) return t('slack:media_reason.other', { detail: plainWords(shorten(detail, 200)) });
  return t(`slack:media_reason.${code}`, { detail: plainWords(shorten(detail, 200)) });
}
