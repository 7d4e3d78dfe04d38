import { insertMany, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { renderTemplate } from '../templates/render.js';
import { countUse, templateOfCode } from '../templates/templates.js';
import { valuesFor } from '../templates/values.js';
import type { FactOf } from '../facts.js';
import { planReply } from './outgoing-file.js';
import { showMessages } from './show-messages.js';

/**
 * Sends a template to the conversation's contact because a rule says so, behind whatever leaves before it. The thread shows
 * it as automatic. Nobody has answered by that: who waits goes on waiting, and it is nobody's first response.
 * @returns the messages; none when no active template has this code (the portal switches automatic messages off so)
 * @throws TemplateFault when the stored template cannot be filled: it is checked when it is saved
 */
export async function queueAutomatic(ctx: Ctx, code: string): Promise<number[]> {
  const { conversation, tx, now } = ctx;
  const template = await templateOfCode(tx, code);
  if (!template) return [];
  const owner = conversation.assignee_id === null ? undefined : await findAgent(tx, conversation.assignee_id);
  const body = renderTemplate(template.body, await valuesFor(tx, conversation.id, owner?.name ?? null, now, ctx.house));
  const ids = await insertMany(
    tx,
    'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, status, part, occurred_at, created_at) VALUES ?',
    planReply(body, []).map((planned, part) => [conversation.id, conversation.contact_id, 'outbound', planned.kind, planned.body, 'system', 'queued', part, now, now]),
  );
  await showMessages(ctx, 'system', ids.map((id) => ({ id, occurredAt: now })), false);
  Object.assign(conversation, { last_message_at: now, last_message_id: ids.at(-1) ?? null });
  await write(tx, 'UPDATE conversations SET last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [now, conversation.last_message_id, now, conversation.id]);
  await countUse(tx, template.id, now);
  ctx.record({ kind: 'template_sent', conversationId: conversation.id, templateId: template.id, code: template.code, replyId: null });
  ctx.record({ kind: 'automatic_queued', conversationId: conversation.id, messageIds: ids });
  return ids;
}

/** An automatic message has no reply to stand a tick on: its own post tells how far it is. */
export async function tickAutomatic(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.replyId !== null) return;
  const post = await selectOne<{ post_id: number }>(ctx.tx, "SELECT post_id FROM messages WHERE id = ? AND author_kind = 'system' AND post_id IS NOT NULL", [fact.messageId]);
  if (post) ctx.record({ kind: 'posts_changed', conversationId: fact.conversationId, newPosts: [], changedPosts: [post.post_id] });
}
