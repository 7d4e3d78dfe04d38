import { z } from 'zod';

/** Where a page ends: the id of its last record and, in lists by change, when that was changed (ms). */
export interface Position {
  id: number;
  at?: number | undefined;
}

const shape = z.tuple([z.int().min(0), z.int().min(0).optional()]);

/** The place to go on from, as a text that says nothing to who holds it. */
export function cursorOf({ id, at }: Position): string {
  return Buffer.from(JSON.stringify(at === undefined ? [id] : [id, at])).toString('base64url');
}

/** Reads it back; undefined for what is none of ours. */
export function readCursor(text: string): Position | undefined {
  try {
    const [id, at] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { id, at };
  } catch {
    return undefined;
  }
}
