import { select, type Sql } from '../../db/rows.js';
import type { AuthorKind, MessageStatus } from '../facts.js';

export interface AttachmentListed {
  id: number;
  message_id: number;
  kind: string;
  mime: string;
  file_name: string;
  bytes: number | null;
  state: string;
}

/** A message as other systems read it. */
export interface MessageListed {
  id: number;
  conversation_id: number;
  direction: 'inbound' | 'outbound';
  kind: string;
  /** Null once it was deleted. */
  body: string | null;
  author_kind: AuthorKind;
  /** The person of the team, or the system, that sent it. */
  sender: string | null;
  status: MessageStatus;
  error: string | null;
  occurred_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  edited_at: Date | null;
  deleted_at: Date | null;
  attachments: AttachmentListed[];
}

/** A page of a conversation's messages, newest first, one more than asked for when there is more. What was taken back before it left is none. */
export async function listMessages(sql: Sql, conversationId: number, { after, size }: { after?: { id: number } | undefined; size: number }): Promise<MessageListed[]> {
  const rows = await select<Omit<MessageListed, 'attachments'>>(
    sql,
    `SELECT m.id, m.conversation_id, m.direction, m.kind, IF(m.deleted_at IS NULL, m.body, NULL) AS body, m.author_kind, COALESCE(a.name, m.sender_name) AS sender, m.status, m.error,
       m.occurred_at, m.sent_at, m.delivered_at, m.read_at, m.edited_at, m.deleted_at
     FROM messages m LEFT JOIN agents a ON a.id = m.agent_id
     WHERE m.conversation_id = ? AND (m.status <> 'deleted' OR m.deleted_at IS NOT NULL)${after ? ' AND m.id < ?' : ''} ORDER BY m.id DESC LIMIT ?`,
    [conversationId, ...(after ? [after.id] : []), size + 1],
  );
  if (rows.length === 0) return [];
  const files = await select<AttachmentListed>(sql, 'SELECT id, message_id, kind, mime, file_name, bytes, state FROM attachments WHERE message_id IN (?) ORDER BY id', [rows.map(({ id }) => id)]);
  return rows.map((row) => ({ ...row, attachments: files.filter((file) => Number(file.message_id) === Number(row.id)) }));
}
