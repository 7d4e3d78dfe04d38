import { DateTime } from 'luxon';
import { foldedWords, standIn } from '../../kit/text/folded-words.js';
import type { Priority } from '../facts.js';
import { readDay } from './read-answer.js';

/** Words that tell when care is to begin (pt-BR and en), the first rule that speaks decides: looking around comes before any day named. */
const SPOKEN: [to: Priority, words: string[]][] = [
  ['low', ['pesquisando', 'cotando', 'olhando', 'sem pressa', 'sem previsao', 'looking', 'researching', 'no hurry']],
  ['high', ['depois de amanha', 'day after tomorrow']],
  ['urgent', ['hoje', 'amanha', 'agora', 'imediato', 'imediatamente', 'urgente', 'today', 'tomorrow', 'now', 'immediately', 'asap']],
  ['high', [
    'uma semana', 'esta semana', 'essa semana', 'nesta semana', 'nessa semana', 'within a week', 'this week', 'in a week',
    'segunda', 'terca', 'quarta', 'quinta', 'sexta', 'sabado', 'domingo', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
  ]],
  ['normal', ['mais para frente', 'mais pra frente', 'semana que vem', 'proxima semana', 'semanas', 'mes', 'meses', 'ano', 'later', 'next week', 'weeks', 'month', 'months', 'year']],
];

/** By days from today: product.md, "start_date influences priority". */
const byDays = (days: number): Priority => (days <= 1 ? 'urgent' : days <= 7 ? 'high' : 'normal');

/**
 * The priority that the answer to "when do you need it?" suggests; undefined when it tells none.
 * @param answer a choice's text, a day (`yyyy-MM-dd`, `15/12`), or free words
 * @param today business day, `yyyy-MM-dd`
 */
export function suggestPriority(answer: string, today: string): Priority | undefined {
  const named = /\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?/.exec(answer);
  const day = named === null ? undefined : readDay(named[0], today);
  const words = foldedWords(answer);
  const spoken = SPOKEN.find(([, said]) => said.some((one) => standIn(one.split(' '), words)))?.[0];
  if (spoken === 'low') return 'low';
  if (day !== undefined) return byDays(DateTime.fromISO(day, { zone: 'utc' }).diff(DateTime.fromISO(today, { zone: 'utc' }), 'days').days);
  const counted = /(?<!\d)(\d{1,3}) (?:dias?|days?)(?!\p{L})/u.exec(words.join(' '));
  if (counted) return byDays(Number(counted[1]));
  return spoken;
}
