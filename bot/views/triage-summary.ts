import type { KnownBlock } from '@slack/web-api';
import { progressOf, type TriageLine } from '../../src/domain/triage/checklist.js';
import type { BotParts } from '../parts.js';
import { plainWords, section, shorten } from './parts.js';
import { answerWords } from './triage-answer.js';

export type SummaryReason = 'moves' | 'complete' | 'asked';

/** Every answer in the checklist's order, for the thread; what is required and missing is named. */
export function triageSummaryBlocks(lines: TriageLine[], why: SummaryReason, { t, locale }: Pick<BotParts, 't' | 'locale'>): { text: string; blocks: KnownBlock[] } {
  const text = t(`slack:triage.summary.${why}`, { ...progressOf(lines) });
  const said = lines.flatMap((line) => {
    if (line.value === null) return line.active && line.required ? [`*${plainWords(line.label)}:* _${t('slack:triage.missing')}_`] : [];
    const words = plainWords(shorten(answerWords(line.value, line.fieldType, locale).replace(/\s+/g, ' '), 400));
    return [`*${plainWords(line.label)}:* ${words}`];
  });
  return { text, blocks: [section(text), ...inSections(said)] };
}

/** Lines in as few sections as Slack's 3,000 characters allow. */
function inSections(lines: string[]): KnownBlock[] {
  const groups: string[] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last.length + line.length < 2900) groups[groups.length - 1] = `${last}\n${line}`;
    else groups.push(line);
  }
  return groups.slice(0, 40).map(section);
}
