import type { MessageStatus, ReplyState } from '../../src/domain/facts.js';
import { furthestBehind } from '../../src/domain/inbox/message-status.js';
import { findReply, recordTick, statusesOfReply } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { isComposed } from '../../src/domain/inbox/send-reply.js';
import type { BotParts } from '../parts.js';
import { slackCall } from '../slack-call.js';
import { inPlace } from './home.js';

/** The reaction for each state a reply can be in. */
const OF_STATUS: Record<MessageStatus, string | null> = {
  queued: 'hourglass_flowing_sand',
  sent: 'heavy_check_mark',
  delivered: 'white_check_mark',
  read: 'eyes',
  played: 'eyes',
  failed: 'warning',
  deleted: 'wastebasket',
};
const OF_STATE: Record<Exclude<ReplyState, 'queued'>, string | null> = { note: 'memo', keyword: 'memo', held: 'raised_hand', refused: 'no_entry_sign', discarded: null };
/** Every reaction that is a tick of ours. */
export const TICKS = [...new Set([...Object.values(OF_STATUS), ...Object.values(OF_STATE)])];

/** What a reply shows: how far its messages are, or why it did not leave. */
export function tickOf(state: ReplyState, statuses: MessageStatus[]): string | null {
  if (state !== 'queued') return OF_STATE[state];
  return OF_STATUS[furthestBehind(statuses) ?? 'queued'];
}

/** Swaps the one reaction of ours on a person's reply. States passed meanwhile are skipped: the present one is read here. */
export async function showTick(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const reply = await findReply(context.sql, delivery.reply_id as number);
  // One from the form that does not stand in the thread yet is given its tick when it does (reply_shown).
  if (!reply || isComposed(reply.ts)) return { done: 'obsolete' };
  const wanted = tickOf(reply.state, await statusesOfReply(context.sql, reply.id));
  if (wanted === reply.shown_tick && !context.recovering) return { done: 'obsolete' };
  const at = { channel: reply.channel_id, timestamp: reply.ts };
  // An earlier attempt whose answer was lost may have left a tick that was never recorded.
  const standing = context.recovering ? TICKS : [reply.shown_tick];
  return inPlace(at.channel, parts, async () => {
    if (wanted !== null) await slackCall(at.channel, () => already(parts.client.reactions.add({ ...at, name: wanted })));
    for (const name of standing) {
      if (name !== null && name !== wanted) await slackCall(at.channel, () => already(parts.client.reactions.remove({ ...at, name })));
    }
    await recordTick(context.sql, reply.id, wanted);
    return { done: 'sent', result: wanted ?? 'none' };
  });
}

/** A reaction that is there (or gone) already is what we wanted. */
export async function already(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error;
    if (code !== 'already_reacted' && code !== 'no_reaction' && code !== 'too_many_reactions') throw error;
  }
}
