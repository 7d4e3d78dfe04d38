import { select, selectOne, type Sql } from '../../db/rows.js';

/** A survey as it is stored. */
export interface Survey {
  id: number;
  conversation_id: number;
  state: 'planned' | 'skipped' | 'sent' | 'answered' | 'expired';
  sent_at: Date | null;
  expires_at: Date | null;
  asked_again_at: Date | null;
  score: number | null;
  answered_at: Date | null;
  comment: string | null;
}

const COLUMNS = 'id, conversation_id, state, sent_at, expires_at, asked_again_at, score, answered_at, comment';
/** Conversations of one contact that are looked at, newest first. */
const LATEST = 50;

/** The conversation's survey, locked. Lock the conversation first. */
export function lockSurvey(tx: Sql, conversationId: number): Promise<Survey | undefined> {
  return selectOne<Survey>(tx, `SELECT ${COLUMNS} FROM satisfaction_surveys WHERE conversation_id = ? FOR UPDATE`, [conversationId]);
}

/** All surveys of a contact, locked in the order of conversations: two that are due at once see each other. */
export async function lockSurveysOfContact(tx: Sql, contactId: number): Promise<Survey[]> {
  const conversations = await select<{ id: number }>(tx, `SELECT id FROM conversations WHERE contact_id = ? ORDER BY id DESC LIMIT ${LATEST}`, [contactId]);
  if (conversations.length === 0) return [];
  return select<Survey>(tx, `SELECT ${COLUMNS} FROM satisfaction_surveys WHERE conversation_id IN (?) ORDER BY conversation_id FOR UPDATE`, [conversations.map(({ id }) => id)]);
}

/** The conversation whose survey this contact was asked last. */
export async function lastAsked(sql: Sql, contactId: number): Promise<number | undefined> {
  const row = await selectOne<{ conversation_id: number }>(
    sql,
    'SELECT s.conversation_id FROM conversations c JOIN satisfaction_surveys s ON s.conversation_id = c.id WHERE c.contact_id = ? AND s.sent_at IS NOT NULL ORDER BY s.sent_at DESC LIMIT 1',
    [contactId],
  );
  return row?.conversation_id;
}

/** Has this person, under any contact that proved to be theirs, asked for no more surveys? */
export async function hasOptedOut(sql: Sql, contactId: number): Promise<boolean> {
  return (await selectOne(sql, 'SELECT id FROM contacts WHERE (id = ? OR merged_into_id = ?) AND survey_opted_out_at IS NOT NULL LIMIT 1', [contactId, contactId])) !== undefined;
}
