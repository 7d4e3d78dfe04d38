import { recordCard } from '../../src/domain/conversation/threads.js';
import { selectOne } from '../../src/db/rows.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { contentHash, drawCard, inThread, paced } from './home.js';

/** Brings the card up to date; opening the thread when there is none yet does it as well. */
export async function updateCard(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const conversationId = delivery.conversation_id as number;
  const merged = await selectOne<{ merged_into_id: number | null }>(context.sql, 'SELECT merged_into_id FROM conversations WHERE id = ?', [conversationId]);
  if (!merged || merged.merged_into_id !== null) return { done: 'obsolete' };
  return inThread(conversationId, context, parts, async (home) => {
    const view = await drawCard(conversationId, context, parts);
    const hash = contentHash(view);
    if (hash === home.card_hash) return { done: 'obsolete' };
    await paced(parts, home.channel_id, () => parts.client.chat.update({ channel: home.channel_id, ts: home.thread_ts, text: view.text, blocks: view.blocks }));
    await recordCard(context.sql, home.id, hash);
    return { done: 'sent', result: home.thread_ts };
  });
}
