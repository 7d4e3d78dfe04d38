import { selectOne, type Sql } from '../../db/rows.js';
import type { Conversation } from '../ctx.js';

const COLUMNS = 'id, contact_id, open_contact_id, status, status_before_end, priority, level, assignee_id, opened_at, closed_at, waiting_since, last_message_at, last_message_id, merged_into_id, loss_reason, patient_id';

/**
 * Locks one conversation for the rest of the transaction. One that was merged leads to the one it was merged into.
 * Lock order of the whole product: contact, conversation, the rest.
 */
export async function lockConversation(tx: Sql, id: number): Promise<Conversation | undefined> {
  const row = await selectOne<Conversation>(tx, `SELECT ${COLUMNS} FROM conversations WHERE id = ? FOR UPDATE`, [id]);
  return row?.merged_into_id ? lockConversation(tx, row.merged_into_id) : row;
}

/** Locks the contact's open conversation, or else the one that ended last. */
export async function lockLatestOfContact(tx: Sql, contactId: number): Promise<Conversation | undefined> {
  return selectOne<Conversation>(
    tx,
    `SELECT ${COLUMNS} FROM conversations WHERE contact_id = ? AND merged_into_id IS NULL ORDER BY (open_contact_id IS NULL), id DESC LIMIT 1 FOR UPDATE`,
    [contactId],
  );
}
