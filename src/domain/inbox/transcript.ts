import { select, type Sql } from '../../db/rows.js';
import type { AuthorKind, MessageStatus } from '../facts.js';
import { completeLines } from './complete-lines.js';
import type { AttachmentKind, MessageContent } from './content.js';

/** A message another one answers, when we have it. */
export interface Quoted {
  author_kind: AuthorKind;
  agent_name: string | null;
  contact_name: string;
  kind: string;
  body: string;
  /** Where it stands in Slack, when it does. */
  place: { channel: string; ts: string } | null;
}

/** A message's file, as far as it is told in words. */
export interface LineFile {
  kind: AttachmentKind;
  file_name: string;
  seconds: number | null;
  view_once: number;
  state: string;
  error: string | null;
}

/** One message as a transcript or post shows it. */
export interface TranscriptLine {
  id: number;
  body: string;
  kind: string;
  author_kind: AuthorKind;
  agent_name: string | null;
  /** The system that sent it, by name; of a message by the API. */
  sender_name?: string | null;
  status: MessageStatus;
  content: MessageContent | null;
  forwarded: boolean;
  edited_at: Date | null;
  deleted_at: Date | null;
  /** Null when it answers none; `unknown` when that one is not ours. */
  quoted: Quoted | 'unknown' | null;
  file: LineFile | null;
  /** Who reacted with what: contact or company. */
  reactions: { author: string; emoji: string }[];
  /** A vote's poll, when we have it. */
  poll_question: string | null;
  occurred_at: Date;
  created_at: Date;
}

/** A message's own row, before what belongs to it is read. */
export type LineRow = Omit<TranscriptLine, 'content' | 'forwarded' | 'quoted' | 'file' | 'reactions' | 'poll_question'> & { content: string | null; forwarded: number; quoted_external_id: string | null };

/** What every reader of lines selects, and from where. */
export const LINE_SELECT = {
  columns: 'm.id, m.body, m.kind, m.author_kind, a.name AS agent_name, m.sender_name, m.status, m.content, m.forwarded, m.edited_at, m.deleted_at, m.quoted_external_id, m.occurred_at, m.created_at',
  from: 'messages m LEFT JOIN agents a ON a.id = m.agent_id',
} as const;

const LINES = `SELECT ${LINE_SELECT.columns} FROM ${LINE_SELECT.from}`;

/** The messages one post of ours shows, in the order they were written. */
export async function linesOfPost(sql: Sql, postId: number): Promise<TranscriptLine[]> {
  return completeLines(sql, await select<LineRow>(sql, `${LINES} WHERE m.post_id = ? ORDER BY m.occurred_at, m.id`, [postId]));
}

/**
 * What a conversation has shown so far, oldest first, for the thread it moves into. Messages whose post still waits are
 * left out: they will be posted there themselves. What was deleted after it was shown is shown as such.
 * @param limit the newest so many
 */
export async function shownLines(sql: Sql, conversationId: number, limit: number): Promise<TranscriptLine[]> {
  const rows = await select<LineRow>(
    sql,
    `${LINES} LEFT JOIN slack_posts p ON p.id = m.post_id
     WHERE m.conversation_id = ? AND (m.status <> 'deleted' OR m.deleted_at IS NOT NULL) AND (m.author_kind IN ('agent', 'system') OR p.part_ts IS NOT NULL)
     ORDER BY m.occurred_at DESC, m.id DESC LIMIT ?`,
    [conversationId, limit],
  );
  return completeLines(sql, rows.reverse());
}
