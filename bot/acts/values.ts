import type { KnownBlock } from '@slack/web-api';
import { shorten } from '../views/parts.js';
import type { FormValues } from './act.js';

/** Every field of a form of ours: block_id is its name, and this its action_id. */
export const VALUE = 'value';

const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(text, max), emoji: true });

interface Field {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
}

export interface Choice {
  value: string;
  text: string;
}

type Element = Extract<KnownBlock, { type: 'input' }>['element'];

/** One field of a form: label (≤ 2000 characters), hint, element. */
export function field({ name, label, hint, optional }: Field, element: Element): KnownBlock {
  return { type: 'input', block_id: name, label: plain(label, 2000), ...(hint === undefined ? {} : { hint: plain(hint, 2000) }), optional: optional ?? false, element };
}

/** A text; `initial` is cut at `max` UTF-16 units (Slack refuses a form that begins with more than it takes), never inside a character. */
export function textField(given: Field & { initial?: string; multiline?: boolean; max?: number; placeholder?: string }): KnownBlock {
  const max = given.max ?? 3000;
  const initial = given.initial?.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  return field(given, {
    type: 'plain_text_input', action_id: VALUE, multiline: given.multiline ?? false, max_length: max,
    ...(initial ? { initial_value: initial } : {}), ...(given.placeholder ? { placeholder: plain(given.placeholder, 150) } : {}),
  });
}

/** One of at most 100. */
export function choiceField(given: Field & { choices: Choice[]; initial?: string | undefined }): KnownBlock {
  const options = given.choices.slice(0, 100).map(({ value, text }) => ({ value, text: plain(text, 75) }));
  const initial = options.find((option) => option.value === given.initial);
  return field(given, { type: 'static_select', action_id: VALUE, options, ...(initial ? { initial_option: initial } : {}) });
}

/** Any number of at most 100. */
export function choicesField(given: Field & { choices: Choice[] }): KnownBlock {
  const options = given.choices.slice(0, 100).map(({ value, text }) => ({ value, text: plain(text, 75) }));
  return field(given, { type: 'multi_static_select', action_id: VALUE, options });
}

/** A day and an hour, on the reader's own clock. */
export function momentField(given: Field & { initial: Date }): KnownBlock {
  return field(given, { type: 'datetimepicker', action_id: VALUE, initial_date_time: Math.floor(given.initial.getTime() / 1000) });
}

/** The chosen moment. */
export function momentOf(values: FormValues, name: string): Date {
  return new Date(Number(values[name]?.[VALUE]?.selected_date_time ?? 0) * 1000);
}

/** The chosen options' values. */
export function choicesOf(values: FormValues, name: string): string[] {
  return (values[name]?.[VALUE]?.selected_options ?? []).map((option) => option.value);
}

/** The words in a field, trimmed; '' when it is empty. */
export function textOf(values: FormValues, name: string): string {
  return (values[name]?.[VALUE]?.value ?? '').trim();
}

/** The chosen option's value. */
export function choiceOf(values: FormValues, name: string): string | undefined {
  return values[name]?.[VALUE]?.selected_option?.value;
}
