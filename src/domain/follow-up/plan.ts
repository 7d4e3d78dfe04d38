import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { endFollowUps } from './end.js';
import { openFollowUps, refreshTimer } from './follow-ups.js';

/** How long the note may be, characters (follow_ups.note). */
export const FOLLOW_UP_NOTE_MAX = 500;
/** Further away is a typing mistake, ms. */
const FARTHEST_MS = 366 * 24 * 3_600_000;

export interface Plan {
  dueAt: Date;
  note: string;
  agentId: number;
}

/**
 * Somebody will come back to the conversation at a time. One follow-up a person: planning again moves the one there is.
 * @throws Refused `slack:refused.past`, `slack:refused.far`, `slack:refused.ended`, `slack:refused.follow_up_note`, `slack:refused.agent_inactive`, each at its field
 */
export async function planFollowUp(ctx: Ctx, { dueAt, note, agentId }: Plan): Promise<void> {
  const { actor, conversation, now } = ctx;
  permit(actor, 'plan a follow-up', conversation);
  requireOpen(conversation);
  if (dueAt <= now) throw new Refused('slack:refused.past', {}, 'when');
  if (dueAt.getTime() - now.getTime() > FARTHEST_MS) throw new Refused('slack:refused.far', {}, 'when');
  if ([...note].length > FOLLOW_UP_NOTE_MAX) throw new Refused('slack:refused.follow_up_note', { max: FOLLOW_UP_NOTE_MAX }, 'note');
  const agent = await selectOne<{ name: string; active: number }>(ctx.tx, 'SELECT name, active FROM agents WHERE id = ?', [agentId]);
  if (agent?.active !== 1) throw new Refused('slack:refused.agent_inactive', { name: agent?.name ?? '' }, 'agent');
  const before = (await openFollowUps(ctx.tx, conversation.id)).filter((one) => one.agent_id === agentId);
  await endFollowUps(ctx, before, 'moved');
  const { insertId } = await write(ctx.tx, 'INSERT INTO follow_ups (conversation_id, agent_id, note, due_at, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
    conversation.id, agentId, note, dueAt, agentIdOf(actor), now,
  ]);
  ctx.record({ kind: 'follow_up_planned', conversationId: conversation.id, followUpId: insertId, dueAt });
  await refreshTimer(ctx, conversation.id);
}
