import { select, type Sql } from '../../db/rows.js';
import type { AuthorKind, MessageStatus } from '../facts.js';

/** One message as a transcript or post shows it. */
export interface TranscriptLine {
  id: number;
  body: string;
  kind: string;
  author_kind: AuthorKind;
  agent_name: string | null;
  status: MessageStatus;
  occurred_at: Date;
  created_at: Date;
}

const LINES = `SELECT m.id, m.body, m.kind, m.author_kind, a.name AS agent_name, m.status, m.occurred_at, m.created_at
  FROM messages m LEFT JOIN agents a ON a.id = m.agent_id`;

/** The messages one post of ours shows, in the order they were written. */
export function linesOfPost(sql: Sql, postId: number): Promise<TranscriptLine[]> {
  return select<TranscriptLine>(sql, `${LINES} WHERE m.post_id = ? ORDER BY m.occurred_at, m.id`, [postId]);
}

/**
 * What a conversation has shown so far, oldest first, for the thread it moves into. Messages whose post still waits are
 * left out: they will be posted there themselves.
 * @param limit the newest so many
 */
export async function shownLines(sql: Sql, conversationId: number, limit: number): Promise<TranscriptLine[]> {
  const rows = await select<TranscriptLine>(
    sql,
    `${LINES} LEFT JOIN slack_posts p ON p.id = m.post_id
     WHERE m.conversation_id = ? AND m.status <> 'deleted' AND (m.author_kind IN ('agent', 'system') OR p.part_ts IS NOT NULL)
     ORDER BY m.occurred_at DESC, m.id DESC LIMIT ?`,
    [conversationId, limit],
  );
  return rows.reverse();
}
