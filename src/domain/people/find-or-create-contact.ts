import { select, write } from '../../db/rows.js';
import { Broken } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { mergeContacts, type ContactRow } from './merge-contacts.js';
import { phoneKey, type Identity } from './phone-number.js';

export interface Caller {
  identity: Identity;
  /** The name the person shows, when it is really theirs (never of a message we sent). */
  name: string | null;
  photoUrl: string | null;
}

/**
 * The contact behind a chat, locked; created when new, completed when a new key shows itself, merged when a pair proves
 * two to be one. Concurrency argument: unique keys contacts_lid and contacts_phone_key; insert first, re-read on duplicate.
 * @throws Broken when the identity holds neither a lid nor a phone
 */
export async function findOrCreateContact(ctx: Ctx, caller: Caller): Promise<ContactRow> {
  const { lid, phone } = caller.identity;
  const key = phone === null ? null : phoneKey(phone);
  if (lid === null && key === null) throw new Broken('a chat without lid and phone');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await select<ContactRow>(ctx.tx, 'SELECT id, phone, phone_key, lid, name FROM contacts WHERE lid = ? OR phone_key = ? ORDER BY id FOR UPDATE', [lid, key]);
    if (found.length > 0) return settle(ctx, found, caller, key);
    const created = await write(
      ctx.tx,
      'INSERT IGNORE INTO contacts (phone, phone_key, lid, name, photo_url, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [phone, key, lid, caller.name ?? '', caller.photoUrl, ctx.now, ctx.now],
    );
    if (created.affectedRows === 1) return { id: created.insertId, phone, phone_key: key, lid, name: caller.name ?? '' };
  }
  throw new Broken('a contact could neither be found nor created');
}

async function settle(ctx: Ctx, found: ContactRow[], caller: Caller, key: string | null): Promise<ContactRow> {
  const { lid, phone } = caller.identity;
  const byLid = found.find((row) => row.lid !== null && row.lid === lid);
  const byPhone = found.find((row) => row.phone_key !== null && row.phone_key === key);
  let contact = (byLid ?? byPhone) as ContactRow;
  if (byLid && byPhone && byLid.id !== byPhone.id) {
    if (byPhone.lid === null) {
      const [keep, drop] = byLid.id < byPhone.id ? [byLid, byPhone] : [byPhone, byLid];
      await mergeContacts(ctx, keep, drop);
      contact = { ...keep, name: keep.name || drop.name };
    } else {
      // Two accounts, one number: the number changed hands. Its present user keeps it.
      await write(ctx.tx, 'UPDATE contacts SET phone = NULL, phone_key = NULL, updated_at = ? WHERE id = ?', [ctx.now, byPhone.id]);
    }
  }
  const known = { ...contact, lid: lid ?? contact.lid, phone: phone ?? contact.phone, phone_key: key ?? contact.phone_key, name: caller.name || contact.name };
  const changed = (['lid', 'phone', 'phone_key', 'name'] as const).some((field) => known[field] !== contact[field]) || contact !== (byLid ?? byPhone);
  if (changed) {
    await write(ctx.tx, 'UPDATE contacts SET lid = ?, phone = ?, phone_key = ?, name = ?, photo_url = COALESCE(?, photo_url), updated_at = ? WHERE id = ?', [
      known.lid, known.phone, known.phone_key, known.name, caller.photoUrl, ctx.now, known.id,
    ]);
  }
  return known;
}
