import { select, selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { redFlagsIn } from './red-flag-match.js';
import { activePhrases } from './red-flag-phrases.js';

/** The same words again within this time alarm nobody again, ms. */
const QUIET_MS = 10 * 60_000;

/** Reaction: words of the customer (captions too) that suggest an emergency. */
export async function seeRedFlags(ctx: Ctx, { conversationId, messageId }: Pick<FactOf<'message_received'>, 'conversationId' | 'messageId'>): Promise<void> {
  const phrases = await activePhrases(ctx.tx, ctx.now);
  if (phrases.length === 0) return;
  const message = await selectOne<{ body: string }>(ctx.tx, "SELECT body FROM messages WHERE id = ? AND author_kind = 'contact'", [messageId]);
  const found = message ? redFlagsIn(message.body, phrases) : [];
  if (found.length === 0) return;
  const known = await alreadySeen(ctx, conversationId, messageId);
  if (found.every((phrase) => known.has(phrase))) return;
  ctx.record({ kind: 'red_flag_seen', conversationId, messageId, phrases: found });
}

/** Reaction: an edited message, or one that WhatsApp gave us later, may say what the first did not. */
export async function seeRedFlagsOfAmended(ctx: Ctx, fact: FactOf<'message_amended'>): Promise<void> {
  if (fact.change !== 'deleted') await seeRedFlags(ctx, fact);
}

/** The phrases that were told of this message, or in this conversation a moment ago. */
async function alreadySeen(ctx: Ctx, conversationId: number, messageId: number): Promise<Set<string>> {
  type Detail = { message: number; phrases: string[] };
  const rows = await select<{ detail: string; created_at: Date }>(
    ctx.tx, "SELECT detail, created_at FROM conversation_history WHERE conversation_id = ? AND action = 'red_flag' ORDER BY id DESC LIMIT 50", [conversationId],
  );
  const told = rows.map(({ detail, created_at }) => ({ ...(JSON.parse(detail) as Detail), at: created_at.getTime() }));
  return new Set(told.filter(({ message, at }) => message === messageId || ctx.now.getTime() - at < QUIET_MS).flatMap((one) => one.phrases));
}
