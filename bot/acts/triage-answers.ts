import { DateTime } from 'luxon';
import type { Ctx } from '../../src/domain/ctx.js';
import { checklistOf, type TriageItem, type TriageLine } from '../../src/domain/triage/checklist.js';
import { CLEARS, readAnswer } from '../../src/domain/triage/read-answer.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { clockTime, plainWords, shorten } from '../views/parts.js';
import { answerWords } from '../views/triage-answer.js';
import { filledFields, seenMark } from '../views/triage-fields.js';
import type { FormValues } from './act.js';
import { codeOf } from './codes.js';
import { Overtaken } from './stale.js';

/** One answer on its way; null takes it away. `seen`: only from a form, what that showed. */
export interface GivenAnswer {
  itemId: number;
  value: string | null;
  seen?: string;
}

/** The business day, `yyyy-MM-dd`. */
export function businessDay(parts: Pick<BotParts, 'clock' | 'zone'>): string {
  return DateTime.fromJSDate(parts.clock.now(), { zone: parts.zone }).toISODate() as string;
}

const valueOf = (item: TriageItem, given: string, today: string, field?: string) => (given === CLEARS ? null : readAnswer(item, given, today, field));

/** The answers in a form that its person changed. @throws Refused at the field */
export async function answersIn(values: FormValues, parts: BotParts): Promise<GivenAnswer[]> {
  // No conversation has the number 0: the questions alone. One that went out of use meanwhile is let go.
  const items = await checklistOf(parts.source.manager, 0);
  const today = businessDay(parts);
  return filledFields(values).flatMap(({ name, itemId, seen, given }) => {
    const item = items.find((one) => one.id === itemId);
    // What stands there as it was shown is no change, even where it would not be taken today (a day that has passed).
    if (!item || seenMark(given) === seen) return [];
    return [{ itemId, value: valueOf(item, given, today, name), seen }];
  });
}

/**
 * `location São Paulo, Moema`, `tipo de cuidado: companhia`: a question by its code or label, then the answer.
 * @returns undefined when the answer is missing
 * @throws Refused naming the questions, or what the answer may be
 */
export async function typedAnswer(words: string, parts: BotParts): Promise<GivenAnswer | undefined> {
  const items = await checklistOf(parts.source.manager, 0);
  const labels = new Map(items.map((item) => [item.code, item.label]));
  const pieces = words.split(/\s+/);
  for (let count = Math.min(pieces.length, 6); count > 0; count -= 1) {
    const code = codeOf(pieces.slice(0, count).join(' ').replace(/[:=]+$/, ''), [...labels.keys()], (one) => labels.get(one) ?? one);
    const item = items.find((one) => one.code === code);
    if (!item) continue;
    const given = pieces.slice(count).join(' ');
    return given === '' ? undefined : { itemId: item.id, value: valueOf(item, given, businessDay(parts)) };
  }
  throw new Refused('slack:refused.triage_question', { given: plainWords(shorten(pieces[0] ?? '', 60)), allowed: items.map((item) => `\`${item.code}\` (${plainWords(item.label)})`).join(', ') });
}

/**
 * Nobody's answer is lost because two people had the form open: what somebody else changed meanwhile is shown with both
 * values, and nothing is written. In the transaction, under the conversation's lock.
 * @throws Overtaken `slack:refused.triage_overtaken`
 */
export async function refuseOvertakenAnswers(ctx: Ctx, answers: GivenAnswer[], parts: BotParts): Promise<void> {
  const lines = await checklistOf(ctx.tx, ctx.conversation.id);
  const lost = answers.flatMap(({ itemId, value, seen }) => {
    const line = lines.find((one) => one.id === itemId);
    return line && seen !== undefined && seenMark(line.value) !== seen && line.value !== value ? [bothValues(line, value, ctx.now, parts)] : [];
  });
  if (lost.length > 0) throw new Overtaken('slack:refused.triage_overtaken', { answers: lost.join('\n') });
}

function bothValues(line: TriageLine, mine: string | null, now: Date, { t, zone, locale }: BotParts): string {
  const words = (value: string | null) => (value === null ? t('slack:triage.no_answer') : plainWords(shorten(answerWords(value, line.fieldType, locale), 150)));
  const time = line.answeredAt ? clockTime(line.answeredAt, now, zone, locale) : '—';
  return t('slack:triage.both', { label: plainWords(line.label), theirs: words(line.value), who: plainWords(line.answeredBy ?? t('slack:overtaken.system')), time, mine: words(mine) });
}
