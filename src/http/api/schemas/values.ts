import { z } from 'zod';
import { e164Of } from '../phone.js';
import { cursorOf, readCursor, type Position } from '../cursor.js';

/** Records of a page. */
const PAGE = { fewest: 1, most: 100, usual: 50 } as const;

/** A record's number in an address. */
export const recordNumber = z.string().regex(/^[1-9]\d{0,9}$/).transform(Number);

/** `true` or `false` in an address. */
export const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** An instant in an address, with its offset; millisecond's exactness. */
export const since = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A phone as another system writes it; becomes its digits with the country's code. */
export const phone = z.string().max(40).transform((text, issues) => {
  const digits = e164Of(text);
  if (digits === undefined) issues.addIssue({ code: 'invalid_format', format: 'phone', input: text });
  return digits ?? z.NEVER;
});

export const limit = z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(PAGE.fewest).max(PAGE.most)).default(PAGE.usual);

export const cursor = z.string().max(200).transform((text, issues) => {
  const position = readCursor(text);
  if (position === undefined) issues.addIssue({ code: 'invalid_format', format: 'cursor', input: text });
  return position ?? z.NEVER;
});

/** A list's page: its records, and where the next one begins; null at the end. */
export const pageOf = <T extends z.ZodType>(record: T) => z.object({ data: z.array(record), next_cursor: z.string().nullable() });

/** A list's cursor goes on in the order it was given out in. */
export const sameOrder = ({ updated_since: updatedSince, cursor: place }: { updated_since?: Date | undefined; cursor?: Position | undefined }): boolean => place === undefined || (place.at === undefined) === (updatedSince === undefined);

/** A page of what was read, which is one record more than `size` when there is more. */
export function pageJson<T extends { id: number }>(read: T[], size: number, json: (row: T) => unknown, atOf: (row: T) => number | undefined = () => undefined) {
  const rows = read.slice(0, size);
  const last = rows.at(-1);
  const end: Position | undefined = read.length > size && last ? { id: Number(last.id), at: atOf(last) } : undefined;
  return { data: rows.map(json), next_cursor: end ? cursorOf(end) : null };
}
