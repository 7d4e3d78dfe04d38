import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/web-api';
import { ANSWER_MAX, CLEARS } from '../../src/domain/triage/read-answer.js';
import type { TriageLine } from '../../src/domain/triage/checklist.js';
import type { Translate } from '../../src/kit/i18n.js';
import type { FormValues } from '../acts/act.js';
import { VALUE, choiceField, field, textField } from '../acts/values.js';

/** What a field showed when it was opened, short: the form carries it itself, so a submission tells what its person saw. */
export function seenMark(value: string | null): string {
  return value === null ? '0' : createHash('sha1').update(value).digest('hex').slice(0, 10);
}

/** A field's name: the question, and what the form showed of its answer. */
const nameOf = (line: TriageLine) => `item_${line.id}_${seenMark(line.value)}`;

export interface FilledField {
  name: string;
  itemId: number;
  seen: string;
  given: string;
}

/** The fields that hold something. An empty one says nothing: answers are taken away by `-`, never by a slip. */
export function filledFields(values: FormValues): FilledField[] {
  return Object.entries(values).flatMap(([name, elements]) => {
    const found = /^item_(\d{1,9})_(\w+)$/.exec(name);
    const element = elements[VALUE];
    const given = (element?.value ?? element?.selected_option?.value ?? element?.selected_date ?? '').trim();
    return found && given !== '' ? [{ name, itemId: Number(found[1]), seen: found[2] as string, given }] : [];
  });
}

/** The field of a question, by its type; `suggested` stands in it while there is no answer. */
export function answerField(line: TriageLine, number: number, suggested: string | null, t: Translate): KnownBlock {
  const label = t(line.required ? 'slack:triage.label_required' : 'slack:triage.label', { number, label: line.label });
  const given = { name: nameOf(line), label, ...(line.tip === '' ? {} : { hint: line.tip }), optional: true };
  const initial = line.value ?? suggested ?? '';
  if (line.fieldType === 'date') return field(given, { type: 'datepicker', action_id: VALUE, ...(/^\d{4}-\d{2}-\d{2}$/.test(initial) ? { initial_date: initial } : {}) });
  if (line.fieldType !== 'choice' || line.choices.length === 0) return textField({ ...given, initial, max: ANSWER_MAX, multiline: line.fieldType === 'text' && !line.code.includes('name') });
  // A former answer may be none of today's choices: it stays in the list, so that saving does not lose it.
  const choices = line.choices.includes(initial) || initial === '' ? line.choices : [...line.choices, initial];
  const clearing = line.value === null ? [] : [{ value: CLEARS, text: t('slack:triage.no_answer') }];
  return choiceField({ ...given, initial, choices: [...choices.slice(0, 98).map((choice) => ({ value: choice, text: choice })), ...clearing] });
}
