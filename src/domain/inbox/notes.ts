import { selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';

/** How long a note may be, characters: what one message in Slack shows. */
export const NOTE_MAX = 2800;

export interface Note {
  id: number;
  body: string;
  author: string | null;
}

/**
 * An internal note on a conversation, open or ended. It is shown in the thread and never leaves the house. (Replies that
 * begin with `//` are notes too: those are kept as replies.)
 * @throws Refused `slack:refused.note_empty`, `slack:refused.note_long` at the field `note`
 */
export async function addNote(ctx: Ctx, given: string): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'write a note', conversation);
  const body = given.trim();
  if (body === '') throw new Refused('slack:refused.note_empty', {}, 'note');
  if ([...body].length > NOTE_MAX) throw new Refused('slack:refused.note_long', { max: NOTE_MAX }, 'note');
  const { insertId } = await write(ctx.tx, 'INSERT INTO notes (conversation_id, agent_id, body, created_at) VALUES (?, ?, ?, ?)', [conversation.id, agentIdOf(actor), body, ctx.now]);
  ctx.record({ kind: 'note_added', conversationId: conversation.id, noteId: insertId });
}

export function findNote(sql: Sql, id: number): Promise<Note | undefined> {
  return selectOne<Note>(sql, 'SELECT n.id, n.body, a.name AS author FROM notes n LEFT JOIN agents a ON a.id = n.agent_id WHERE n.id = ?', [id]);
}
