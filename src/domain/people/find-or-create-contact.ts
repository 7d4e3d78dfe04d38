import { select, write } from '../../db/rows.js';
import { Broken } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { phoneKey, type Identity } from './phone-number.js';

export interface ContactRow {
  id: number;
  phone: string | null;
  phone_key: string | null;
  lid: string | null;
  name: string;
  photo_checked_at: Date | null;
}

export interface Caller {
  identity: Identity;
  /** The name the person shows, when it is really theirs (never of a message we sent). */
  name: string | null;
  /** What the company's phone calls the chat: better than no name at all. */
  chatName?: string | null;
  photoUrl: string | null;
}

export interface Found {
  contact: ContactRow;
  /** The contact that proved to be the same person and was merged into this one: its conversations must follow. */
  absorbedId: number | null;
}

/**
 * The contact behind a chat, locked; created when new, completed when a new key shows itself, merged when a pair proves
 * two to be one. Concurrency argument: unique keys contacts_lid and contacts_phone_key; insert first, re-read on duplicate.
 * A lid is one account for life; a phone belongs to whoever shows it last (numbers change hands).
 * @throws Broken when the identity holds neither a lid nor a phone
 */
export async function findOrCreateContact(ctx: Ctx, caller: Caller): Promise<Found> {
  const { lid, phone } = caller.identity;
  const key = phone === null ? null : phoneKey(phone);
  if (lid === null && key === null) throw new Broken('a chat without lid and phone');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const rows = await select<ContactRow>(ctx.tx, 'SELECT id, phone, phone_key, lid, name, photo_checked_at FROM contacts WHERE lid = ? OR phone_key = ? ORDER BY id FOR UPDATE', [lid, key]);
    const byLid = rows.find((row) => lid !== null && row.lid === lid);
    const byPhone = rows.find((row) => key !== null && row.phone_key === key);
    const isStranger = byPhone !== undefined && byPhone !== byLid && byPhone.lid !== null && lid !== null;
    if (isStranger) await giveUpPhone(ctx, byPhone);
    const owner = isStranger ? undefined : byPhone;
    if (byLid || owner) return complete(ctx, byLid, owner, caller, key);
    const name = caller.name || caller.chatName || '';
    const created = await write(
      ctx.tx,
      'INSERT IGNORE INTO contacts (phone, phone_key, lid, name, photo_url, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [phone, key, lid, name, caller.photoUrl, ctx.now, ctx.now],
    );
    if (created.affectedRows === 1) return { contact: { id: created.insertId, phone, phone_key: key, lid, name, photo_checked_at: null }, absorbedId: null };
  }
  throw new Broken('a contact could neither be found nor created');
}

/** Two accounts, one number: it changed hands, and its present user keeps it. The former one is reached by lid. */
async function giveUpPhone(ctx: Ctx, former: ContactRow): Promise<void> {
  await write(ctx.tx, 'UPDATE contacts SET phone = NULL, phone_key = NULL, updated_at = ? WHERE id = ?', [ctx.now, former.id]);
}

/** Writes what is new; of two that proved to be one, the older stays with the keys of both. */
async function complete(ctx: Ctx, byLid: ContactRow | undefined, byPhone: ContactRow | undefined, caller: Caller, key: string | null): Promise<Found> {
  const two = byLid && byPhone && byLid.id !== byPhone.id ? [byLid, byPhone].sort((a, b) => a.id - b.id) : [];
  const [older, younger] = two;
  const before = (older ?? byLid ?? byPhone) as ContactRow;
  if (younger) await write(ctx.tx, 'UPDATE contacts SET phone = NULL, phone_key = NULL, lid = NULL, merged_into_id = ?, updated_at = ? WHERE id = ?', [before.id, ctx.now, younger.id]);
  const { lid, phone } = caller.identity;
  const name = caller.name || before.name || younger?.name || caller.chatName || '';
  const contact: ContactRow = { id: before.id, lid: lid ?? before.lid, phone: phone ?? before.phone, phone_key: key ?? before.phone_key, name, photo_checked_at: before.photo_checked_at };
  if ((['lid', 'phone', 'phone_key', 'name'] as const).some((field) => contact[field] !== before[field])) {
    await write(ctx.tx, 'UPDATE contacts SET lid = ?, phone = ?, phone_key = ?, name = ?, photo_url = COALESCE(?, photo_url), updated_at = ? WHERE id = ?', [
      contact.lid, contact.phone, contact.phone_key, contact.name, caller.photoUrl, ctx.now, contact.id,
    ]);
  }
  return { contact, absorbedId: younger?.id ?? null };
}
