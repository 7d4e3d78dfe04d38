import { select, selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { agentIdOf } from '../people/agents.js';
import { permit, permitInHouse } from '../people/permissions.js';

/** How long a tag's name may be, characters (tags.name). */
export const TAG_MAX = 60;

export interface Tag {
  id: number;
  name: string;
}

/** Tags that can be given. */
export function activeTags(sql: Sql): Promise<Tag[]> {
  return select<Tag>(sql, 'SELECT id, name FROM tags WHERE active = 1 ORDER BY name');
}

/** Tags a conversation has, switched-off ones included: those can still be taken away. */
export function tagsOf(sql: Sql, conversationId: number): Promise<Tag[]> {
  return select<Tag>(sql, 'SELECT t.id, t.name FROM conversation_tags c JOIN tags t ON t.id = c.tag_id WHERE c.conversation_id = ? ORDER BY t.name', [conversationId]);
}

/**
 * Puts a tag on a conversation, or takes it away; what is so already stays, and only a change is recorded.
 * @throws Refused `slack:refused.tag_gone` when it was switched off meanwhile
 */
export async function setTag(ctx: Ctx, tagId: number, on: boolean): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'tag a conversation', conversation);
  const tag = await selectOne<Tag & { active: number }>(ctx.tx, 'SELECT id, name, active FROM tags WHERE id = ?', [tagId]);
  if (!tag || (on && tag.active !== 1)) throw new Refused('slack:refused.tag_gone', { name: tag?.name ?? '' }, on ? 'added' : 'removed');
  const { affectedRows } = on
    ? await write(ctx.tx, 'INSERT IGNORE INTO conversation_tags (conversation_id, tag_id, added_by, created_at) VALUES (?, ?, ?, ?)', [conversation.id, tag.id, agentIdOf(actor), ctx.now])
    : await write(ctx.tx, 'DELETE FROM conversation_tags WHERE conversation_id = ? AND tag_id = ?', [conversation.id, tag.id]);
  if (affectedRows === 0) return;
  await write(ctx.tx, 'UPDATE conversations SET updated_at = ? WHERE id = ?', [ctx.now, conversation.id]);
  ctx.record({ kind: 'tag_changed', conversationId: conversation.id, tagId: tag.id, name: tag.name, on });
}

/**
 * A new tag for the whole house; one that exists is returned, one that was switched off is switched on again.
 * @throws Refused `slack:refused.role` (supervisors), `slack:refused.tag_name` at the field `created`
 */
export async function createTag(ctx: Ctx, given: string): Promise<Tag> {
  permitInHouse(ctx.actor, 'create a tag');
  const name = given.trim().replace(/\s+/g, ' ');
  if (name === '' || [...name].length > TAG_MAX || name.includes(',')) throw new Refused('slack:refused.tag_name', { max: TAG_MAX }, 'created');
  await write(ctx.tx, 'INSERT INTO tags (name, created_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE active = 1', [name, ctx.now]);
  return (await selectOne<Tag>(ctx.tx, 'SELECT id, name FROM tags WHERE name = ?', [name])) as Tag;
}
