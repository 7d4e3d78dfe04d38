import type { UnfitFile, WhyUnfit } from '../../src/domain/inbox/outgoing-file.js';
import type { Translate } from '../../src/kit/i18n.js';
import { plainWords, shorten } from './parts.js';

const REASONS: WhyUnfit[] = ['file_kind', 'file_size', 'file_no_link'];
/** Named one by one up to here; beyond, only counted. */
const MOST_NAMED = 20;

/** Which files cannot go to the customer and why, reason by reason, and what to do now. mrkdwn. */
export function unfitFilesText(files: UnfitFile[], t: Translate): string {
  const rows = REASONS.flatMap((why) => {
    const names = [...new Set(files.filter((file) => file.why === why).map((file) => `*${plainWords(shorten(file.name.replace(/[*\s]+/g, ' ').trim(), 80))}*`))];
    if (names.length === 0) return [];
    const more = names.length - MOST_NAMED;
    const named = names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` ${t('slack:unfit.more', { number: more })}` : '');
    return [`• ${t(`slack:unfit.${why}`, { files: named })}`];
  });
  return [t('slack:unfit.title'), ...rows, t('slack:unfit.remedy')].join('\n');
}
