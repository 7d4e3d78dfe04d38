import { DateTime } from 'luxon';
import { Refused } from '../../kit/errors.js';
import { foldedWords } from '../../kit/text/folded-words.js';
import type { TriageItem } from './checklist.js';

/** Longest answer in words. */
export const ANSWER_MAX = 1000;

/** Answers that mean "take the answer away". */
export const CLEARS = '-';

const OLDEST = 120;

type Asked = Pick<TriageItem, 'code' | 'label' | 'fieldType' | 'choices'>;

/**
 * An answer as it is stored, from what a person typed or chose.
 * @param today business day, `yyyy-MM-dd`
 * @param field the form's field it stands in, for the refusal
 * @throws Refused naming what is allowed
 */
export function readAnswer(item: Asked, given: string, today: string, field?: string): string {
  const text = given.trim();
  const refuse = (key: string, vars = {}) => new Refused(key, { label: item.label, ...vars }, field);
  if (text === '') throw refuse('slack:refused.answer_empty');
  if (text.length > ANSWER_MAX) throw refuse('slack:refused.answer_long', { max: ANSWER_MAX });
  if (item.fieldType === 'number') {
    const number = readNumber(text, item.code);
    if (number === undefined) throw item.code === 'patient_age' ? refuse('slack:refused.answer_age', { max: OLDEST }) : refuse('slack:refused.answer_number');
    return number;
  }
  if (item.fieldType === 'date') {
    const day = readDay(text, today);
    if (day === undefined) throw refuse('slack:refused.answer_date');
    if (item.code === 'start_date' && day < today) throw refuse('slack:refused.answer_past');
    return day;
  }
  if (item.fieldType === 'choice' && item.choices.length > 0) {
    const chosen = chosenOf(item.choices, text);
    if (chosen === undefined) throw refuse('slack:refused.answer_choice', { allowed: item.choices.join(' · ') });
    return chosen;
  }
  return text;
}

/** `82`, `82 anos`; an age is a whole number of years up to 120. */
function readNumber(text: string, code: string): string | undefined {
  if (code !== 'patient_age') return /^-?\d{1,9}(?:[.,]\d{1,2})?$/.test(text) ? text.replace(',', '.') : undefined;
  const found = /^(\d{1,3})(?:\s*(?:anos?|years?))?$/i.exec(text);
  return found && Number(found[1]) <= OLDEST ? String(Number(found[1])) : undefined;
}

/** `2026-12-01`, `1/12/2026`, `1/12` (the next one to come). */
export function readDay(text: string, today: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return DateTime.fromISO(text).isValid ? text : undefined;
  const found = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(text);
  if (!found) return undefined;
  const day = Number(found[1]);
  const month = Number(found[2]);
  const years = found[3] === undefined ? [0, 1, 2, 3, 4].map((more) => Number(today.slice(0, 4)) + more) : [Number(found[3])];
  const dates = years.map((year) => DateTime.fromObject({ year, month, day })).filter((date) => date.isValid).map((date) => date.toISODate() as string);
  return found[3] === undefined ? dates.find((date) => date >= today) : dates[0];
}

/** The one choice a person means: all of it, how it begins, or words in it. */
function chosenOf(choices: readonly string[], given: string): string | undefined {
  const bare = (text: string) => foldedWords(text).join(' ');
  const wanted = bare(given);
  if (wanted === '') return choices.find((choice) => choice === given);
  const tests = [(choice: string) => choice === wanted, (choice: string) => choice.startsWith(wanted), (choice: string) => choice.includes(wanted)];
  for (const [rank, test] of tests.entries()) {
    const found = choices.filter((choice) => test(bare(choice)));
    if (found.length > 0 && (rank === 0 || (found.length === 1 && wanted.length >= 3))) return found[0];
  }
  return undefined;
}
