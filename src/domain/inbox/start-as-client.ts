import { selectOne, write } from '../../db/rows.js';
import { cleanText } from '../../kit/text/clean.js';
import { lockLatestOfContact } from '../conversation/lock.js';
import { openNew } from '../conversation/open-or-reopen.js';
import type { Ctx } from '../ctx.js';
import { findOrCreateContact } from '../people/find-or-create-contact.js';
import { phoneKey } from '../people/phone-number.js';
import type { GivenValues } from '../templates/given-values.js';
import { sendAsClient } from './send-as-client.js';

export interface Start {
  /** Digits with the country's code. */
  phone: string;
  /** What the system calls the contact: taken while we know no name. */
  name: string | null;
  template: string;
  values: GivenValues;
}

export interface Started {
  conversationId: number;
  contactId: number;
  messageIds: number[];
  /** False when the contact's conversation was open already and goes on with it. */
  opened: boolean;
}

/**
 * Writes to a contact first, by a template: within the open conversation, else in a new one, which waits for the customer
 * (reactions.ts): nobody of the team has anything to answer yet. An ended conversation stays ended.
 * @throws Refused as sendAsClient
 */
export async function startAsClient(ctx: Ctx, start: Start): Promise<Started> {
  const contactId = await contactOf(ctx, start);
  const latest = await lockLatestOfContact(ctx.tx, contactId);
  const opened = !latest?.open_contact_id;
  if (opened) await openNew(ctx, contactId);
  else ctx.enter(latest);
  const conversationId = ctx.conversation.id;
  if (opened && ctx.actor.kind === 'client') await write(ctx.tx, 'UPDATE conversations SET started_by = ? WHERE id = ?', [ctx.actor.name, conversationId]);
  const messageIds = await sendAsClient(ctx, conversationId, { template: start.template, values: start.values });
  return { conversationId, contactId, messageIds, opened };
}

/** The contact, locked. One we know keeps its phone as WhatsApp knows it: another system may write the ninth digit otherwise. */
async function contactOf(ctx: Ctx, { phone, name }: Start): Promise<number> {
  const called = name === null ? '' : cleanText(name).replace(/\s+/g, ' ').trim();
  const known = await selectOne<{ id: number; name: string }>(ctx.tx, 'SELECT id, name FROM contacts WHERE phone_key = ? FOR UPDATE', [phoneKey(phone)]);
  if (!known) return (await findOrCreateContact(ctx, { identity: { lid: null, phone }, name: null, chatName: called, photoUrl: null })).contact.id;
  if (known.name === '' && called !== '') await write(ctx.tx, 'UPDATE contacts SET name = ?, updated_at = ? WHERE id = ?', [called, ctx.now, known.id]);
  return known.id;
}
