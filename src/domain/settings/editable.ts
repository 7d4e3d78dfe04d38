import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';

/** How a field is read. `clock`: `08:30`; `lines`: one entry a line, kept as a JSON list; `choices`: the same, each one of the field's choices, in their order; `intervals`: JSON of `{ from, to }[]` in minutes of the day. */
export type FieldKind = 'line' | 'text' | 'code' | 'whole' | 'yes_no' | 'choice' | 'lines' | 'clock' | 'minutes' | 'day' | 'email' | 'intervals' | 'secret' | 'choices';

/** A column that people edit. */
export interface Field {
  column: string;
  kind: FieldKind;
  /** May be left empty. */
  optional?: true;
  /** Set when the record is made, and never again. */
  onlyNew?: true;
  /** Longest text in characters, or the bounds of a number. */
  max?: number;
  min?: number;
  choices?: readonly string[];
  /** What a new record begins with. */
  initial?: string;
  /** Never shown: neither in the form nor in the trail. */
  hidden?: true;
  /** Masked in the trail. */
  personal?: true;
}

export type Stored = string | number | null;
/** A record's editable columns as they are stored. */
export type Columns = Record<string, Stored>;

/** A table that people edit, and what is to be minded. Rows are switched off, never deleted. */
export interface EditableTable {
  table: string;
  key: 'id' | 'code';
  fields: readonly Field[];
  /** The column of which no two rows may have the same. */
  unique?: string;
  /** Columns that the command fills itself. */
  stamps: readonly ('created_at' | 'updated_at')[];
  /** New rows go to the end by `position`. */
  ordered?: true;
  /** What the fields alone cannot tell. @throws Refused naming the field */
  check?: (ctx: Ctx, values: Columns, before: Columns | undefined, id: string | undefined) => Promise<void> | void;
  /** Afterwards, in the same transaction. */
  saved?: (ctx: Ctx, id: string, after: Columns, before: Columns | undefined) => Promise<void>;
}

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CODE = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/;
const EMAIL = /^[^\s@<>"]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/**
 * What a person wrote into a field, as it is stored.
 * @throws Refused `portal:manage.…` at the field, naming the rule
 */
export function readField(field: Field, given: unknown): Stored {
  const refuse = (rule: string, vars = {}) => new Refused(`portal:manage.${rule}`, vars, field.column);
  const text = (typeof given === 'string' ? given : given === undefined || given === null ? '' : String(given)).replace(/\r\n?/g, '\n').trim();
  if (field.kind === 'yes_no') return text === 'true' || text === '1' ? 1 : 0;
  if (text === '') {
    if (!field.optional) throw refuse('required');
    return field.kind === 'line' || field.kind === 'text' ? '' : field.kind === 'choices' ? '[]' : null;
  }
  switch (field.kind) {
    case 'whole':
      return readWhole(field, text);
    case 'minutes':
    case 'clock':
      if (!CLOCK.test(text) && !(field.kind === 'minutes' && text === '24:00')) throw refuse('clock');
      return field.kind === 'clock' ? text : Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    case 'choice':
      if (!field.choices?.includes(text)) throw refuse('choice');
      return text;
    case 'choices':
      return readChoices(field, text);
    case 'code':
      if (!CODE.test(text) || text.length > (field.max ?? 40)) throw refuse('code', { max: field.max ?? 40 });
      return text;
    case 'email':
      if (!EMAIL.test(text.toLowerCase()) || text.length > 190) throw refuse('email');
      return text.toLowerCase();
    case 'day':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw refuse('day');
      return text;
    case 'lines':
      return readLines(field, text);
    case 'intervals':
      return readIntervals(field, text);
    default:
      if ([...text].length > (field.max ?? 120)) throw refuse('long', { max: field.max ?? 120, length: [...text].length });
      return field.kind === 'line' ? text.replace(/\s+/g, ' ') : text;
  }
}

function readWhole({ column, min = 0, max = 1_000_000 }: Field, text: string): number {
  const number = Number(text);
  if (!/^-?\d{1,9}$/.test(text) || number < min || number > max) throw new Refused('portal:manage.whole', { min, max }, column);
  return number;
}

/** In the order in which they are offered, so that the same ones are the same text. */
function readChoices({ column, choices = [] }: Field, text: string): string {
  const given = text.split('\n');
  if (given.some((one) => !choices.includes(one))) throw new Refused('portal:manage.choice', {}, column);
  return JSON.stringify(choices.filter((one) => given.includes(one)));
}

function readLines({ column, max = 100 }: Field, text: string): string {
  const lines = [...new Set(text.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== ''))];
  if (lines.length > max || lines.some((line) => [...line].length > 75)) throw new Refused('portal:manage.lines', { max, length: 75 }, column);
  return JSON.stringify(lines);
}

function readIntervals({ column }: Field, text: string): string {
  try {
    const list = JSON.parse(text) as { from: unknown; to: unknown }[];
    return JSON.stringify(list.map(({ from, to }) => ({ from: Number(from), to: Number(to) })));
  } catch {
    throw new Refused('portal:manage.intervals', {}, column);
  }
}

/** A stored value as a form shows it: what readField takes back to the same value. */
export function showField({ kind, hidden }: Field, stored: Stored | undefined): string {
  if (hidden || stored === null || stored === undefined) return '';
  if (kind === 'yes_no') return Number(stored) === 1 ? 'true' : 'false';
  if (kind === 'lines' || kind === 'choices') return (JSON.parse(String(stored)) as string[]).join('\n');
  if (kind === 'minutes') return `${String(Math.floor(Number(stored) / 60)).padStart(2, '0')}:${String(Number(stored) % 60).padStart(2, '0')}`;
  return String(stored);
}
