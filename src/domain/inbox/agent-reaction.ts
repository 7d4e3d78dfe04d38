import { selectOne, write, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus } from '../facts.js';
import type { Agent } from '../people/agents.js';
import { keepReaction } from './fail-reaction.js';
import { judgeReply } from './judge-reply.js';
import { rememberCall } from './outbound-calls.js';

/** Somebody put a reaction on a mirrored message of the customer, or took it back. */
export interface AgentReaction {
  messageId: number;
  slackUserId: string;
  author: Agent | undefined;
  /** Slack's name of the emoji. */
  name: string;
  /** Undefined for one that only this workspace has. */
  emoji: string | undefined;
  on: boolean;
  /** Slack's time of it; an older event that comes later changes nothing. */
  at: string;
}

/**
 * Takes a person's reaction: it goes to the customer when that person's words would go at once. Otherwise it is a sign among
 * colleagues, and nobody is asked or told. Taking back one that went is always allowed.
 */
export async function takeAgentReaction(ctx: Ctx, reaction: AgentReaction): Promise<string> {
  const { messageId, slackUserId, name, on, at } = reaction;
  if (on && !mayLeave(ctx, reaction.author)) return 'reaction_inside';
  if (reaction.emoji === undefined) return on ? keepReaction(ctx, messageId, slackUserId, 'custom', name) : 'reaction_inside';
  const before = await selectOne<{ standing: number; changed_at: string }>(ctx.tx, 'SELECT standing, changed_at FROM agent_reactions WHERE message_id = ? AND slack_user_id = ? AND name = ? FOR UPDATE', [messageId, slackUserId, name]);
  if (!before && !on && reaction.author?.active !== 1) return 'reaction_inside';
  if (before && before.changed_at >= at) return 'reaction_outdated';
  await write(
    ctx.tx,
    `INSERT INTO agent_reactions (message_id, slack_user_id, name, emoji, standing, changed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE standing = VALUES(standing), changed_at = VALUES(changed_at)`,
    [messageId, slackUserId, name, reaction.emoji, on ? 1 : 0, at],
  );
  if (!on && before?.standing !== 1) return 'reaction_removed';
  ctx.record({ kind: 'agent_reacted', conversationId: ctx.conversation.id, messageId, sendAt: later(ctx.now, ctx.settings.reply_undo_seconds * 1000) });
  return on ? 'reaction' : 'reaction_removed';
}

/** The guard of replies; where plain words are notes, reactions are too. */
function mayLeave(ctx: Ctx, author: Agent | undefined): boolean {
  if (ctx.settings.reply_mode === 'explicit') return false;
  const verdict = judgeReply({
    intent: 'reply',
    author: author && { id: author.id, active: author.active === 1 },
    conversation: { assigneeId: ctx.conversation.assignee_id, isOpen: ctx.conversation.open_contact_id !== null },
    guard: ctx.settings.reply_guard,
  });
  return verdict.state === 'queued';
}

/** A message with the reaction it should have and the one it has on WhatsApp. */
export interface ReactableMessage {
  id: number;
  external_id: string | null;
  status: MessageStatus;
  phone: string | null;
  lid: string | null;
  wanted: string | null;
  shown: string | null;
}

/** One message for the sender of reactions: of the team's that stand, the newest counts. */
export function findReactable(sql: Sql, messageId: number): Promise<ReactableMessage | undefined> {
  return selectOne<ReactableMessage>(
    sql,
    `SELECT m.id, m.external_id, m.status, c.phone, c.lid,
       (SELECT r.emoji FROM agent_reactions r WHERE r.message_id = m.id AND r.standing = 1 ORDER BY r.changed_at DESC, r.id DESC LIMIT 1) AS wanted,
       (SELECT d.result FROM deliveries d WHERE d.message_id = m.id AND d.kind = 'whatsapp.react' AND d.status = 'sent' ORDER BY d.id DESC LIMIT 1) AS shown
     FROM messages m JOIN contacts c ON c.id = m.contact_id WHERE m.id = ?`,
    [messageId],
  );
}

/** The gateway took a reaction; it may complain about it later. */
export async function recordReaction(ctx: Ctx, messageId: number, ids: string[]): Promise<void> {
  await rememberCall(ctx, { message_id: messageId, kind: 'react', version_id: null }, ids);
}
