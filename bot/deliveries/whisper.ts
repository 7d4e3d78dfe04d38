import type { KnownBlock } from '@slack/web-api';
import { findReply } from '../../src/domain/inbox/replies.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { slackCall } from '../slack-call.js';
import { ACTIONS } from '../surface.js';
import { actions, button, plainWords, section, shorten } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { joinButton } from '../views/team.js';
import { inPlace } from './home.js';

/** "Send" and "keep as a note" for a held reply. */
export function holdButtons(replyId: number, parts: BotParts): KnownBlock {
  return actions(
    button(parts.t('slack:held.send'), ACTIONS.sendHeld, String(replyId), 'primary'),
    button(parts.t('slack:held.keep'), ACTIONS.keepHeld, String(replyId)),
  );
}

/** What of a reply is repeated to the person, so that the question can be answered at a glance. */
export function quoteOf(body: string): string {
  return `> ${plainWords(shorten(body.replace(/\s+/g, ' ').trim(), 200))}`;
}

/**
 * Tells one person something in the thread that only they see: why a reply was not sent, or the question whether to
 * send it. Slack keeps no ephemeral messages, so one whose answer was lost is simply said again.
 */
export async function whisper(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { key, user, reason, ...where } = JSON.parse(delivery.payload ?? '{}') as { key: string; user: string; channel?: string; thread?: string; reason?: string };
  const reply = delivery.reply_id === null ? undefined : await findReply(context.sql, delivery.reply_id);
  if (!reply) {
    if (where.channel === undefined || where.thread === undefined) return { done: 'obsolete' };
    const text = parts.t(`slack:${key}`, { reason: key === 'reaction.failed' ? explainFailure(reason ?? '', parts.t) : plainWords(reason ?? '') });
    return say(parts, { channel: where.channel, threadTs: where.thread }, user, text, [section(text)]);
  }
  const asks = key.startsWith('held.');
  if (asks && reply.state !== 'held') return { done: 'obsolete' };
  const card = await cardOf(context.sql, reply.conversation_id);
  const text = parts.t(`slack:${key}`, { owner: plainWords(card?.assignee_name ?? ''), number: reply.conversation_id });
  const blocks: KnownBlock[] = asks
    ? [section(`${text}\n${quoteOf(reply.body)}`), holdButtons(reply.id, parts)]
    : [section(text), ...(key === 'refused_reply.stranger' ? [joinButton(parts.t)] : [])];
  return say(parts, { channel: reply.channel_id, threadTs: reply.thread_ts }, user, text, blocks);
}

/** Says something that only this person sees; nothing when they are not in the channel. */
export function say(parts: BotParts, { channel, threadTs }: { channel: string; threadTs: string }, user: string, text: string, blocks: KnownBlock[]): Promise<Outcome> {
  return inPlace(channel, parts, async () => {
    try {
      await slackCall(channel, () => parts.client.chat.postEphemeral({ channel, thread_ts: threadTs, user, text, blocks }));
    } catch (error) {
      if (error instanceof Broken && /user_not_in_channel/.test(error.message)) return { done: 'obsolete' };
      throw error;
    }
    return { done: 'sent' };
  });
}
