import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { amendMessage, type Amended } from './amend-message.js';
import type { InboundAmendment } from './inbound-amendment.js';

const TARGET = `SELECT id, conversation_id, post_id, reply_id, direction, kind, body, content, status, edited_at, deleted_at, external_id FROM messages WHERE provider = 'zapi'`;

/**
 * An edit, a deletion or a reaction. One that comes before its message waits in early_amendments and is applied when the
 * message becomes known. Both sides write first and read afterwards with locks, so one of them always sees the other.
 * None of them opens or reopens a conversation. Since when the customer waits changes only when the company takes back an answer.
 * @returns what became of it
 */
export async function receiveAmendment(ctx: Ctx, amendment: InboundAmendment): Promise<string> {
  const { insertId } = await write(ctx.tx, "INSERT INTO early_amendments (provider, external_id, payload, occurred_at) VALUES ('zapi', ?, ?, ?)", [
    amendment.externalId, JSON.stringify(amendment), amendment.occurredAt,
  ]);
  const target = await selectOne<Amended>(ctx.tx, `${TARGET} AND external_id = ? FOR UPDATE`, [amendment.externalId]);
  if (!target) return 'amendment_early';
  await write(ctx.tx, 'DELETE FROM early_amendments WHERE id = ?', [insertId]);
  return amendMessage(ctx, target, amendment);
}

/** Messages became known by these ids: what came for them before is applied, oldest first. */
export async function applyEarlyAmendments(ctx: Ctx, externalIds: string[]): Promise<void> {
  if (externalIds.length === 0) return;
  const early = await select<{ id: number; external_id: string; payload: string }>(
    ctx.tx,
    "SELECT id, external_id, payload FROM early_amendments WHERE provider = 'zapi' AND external_id IN (?) ORDER BY occurred_at, id FOR UPDATE",
    [externalIds],
  );
  for (const { id, external_id, payload } of early) {
    const target = await selectOne<Amended>(ctx.tx, `${TARGET} AND external_id = ? FOR UPDATE`, [external_id]);
    if (!target) continue;
    await write(ctx.tx, 'DELETE FROM early_amendments WHERE id = ?', [id]);
    const amendment = JSON.parse(payload) as InboundAmendment;
    await amendMessage(ctx, target, { ...amendment, occurredAt: new Date(amendment.occurredAt) });
  }
}
