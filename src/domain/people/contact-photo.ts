import { selectOne, write, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';

/** A photo is looked for again after this long, ms. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Longest address kept (contacts.photo_url), characters. */
const LONGEST_ADDRESS = 1024;

/** Is it time to look whether a contact has another photo? */
export function isPhotoDue(checkedAt: Date | null, now: Date): boolean {
  return checkedAt === null || later(checkedAt, KEPT_MS) <= now;
}

/** An address Slack may be given as a person's picture; null for anything else, as the gateway's "null" in words. */
export function photoAddress(given: unknown): string | null {
  const usable = typeof given === 'string' && given.length <= LONGEST_ADDRESS && URL.canParse(given) && new URL(given).protocol === 'https:';
  return usable ? given : null;
}

/** Whom the gateway is asked about; undefined when nobody talks with them now, or they were looked at lately. */
export async function contactToLookAt(sql: Sql, contactId: number, now: Date): Promise<{ phone: string | null; lid: string | null } | undefined> {
  const contact = await selectOne<{ phone: string | null; lid: string | null; photo_checked_at: Date | null }>(
    sql,
    'SELECT k.phone, k.lid, k.photo_checked_at FROM contacts k JOIN conversations c ON c.open_contact_id = k.id WHERE k.id = ?',
    [contactId],
  );
  return contact && isPhotoDue(contact.photo_checked_at, now) ? contact : undefined;
}

/** What a look found: an address, no photo (null), or nothing that can be said (undefined): the former one stays. */
export async function recordPhoto(ctx: Ctx, contactId: number, photo: string | null | undefined): Promise<void> {
  if (photo !== undefined) await write(ctx.tx, 'UPDATE contacts SET photo_url = ? WHERE id = ?', [photo, contactId]);
  await write(ctx.tx, 'UPDATE contacts SET photo_checked_at = ? WHERE id = ?', [ctx.now, contactId]);
}
