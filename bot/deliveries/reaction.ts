import { isComposed } from '../../src/domain/inbox/send-reply.js';
import { isShownOtherwise, reactionsToReply, recordShownReaction, type ReplyReaction } from '../../src/domain/inbox/shown-reactions.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken, TryLater } from '../../src/kit/errors.js';
import { slackEmojiName } from '../../src/kit/text/emoji.js';
import type { BotParts } from '../parts.js';
import { MessageGone, slackCall } from '../slack-call.js';
import { METADATA } from '../surface.js';
import { oneLine } from '../views/content/words.js';
import { inPlace, postOnce } from './home.js';
import { TICKS, already } from './tick.js';

/**
 * Shows reactions to what somebody of the team wrote in the thread: the customer's as a reaction of the bot on that very
 * message. A line says it instead when Slack has no such emoji, when the emoji is one of our ticks, or when somebody else
 * than the customer reacted. (On posts of ours reactions are a line of the post.)
 */
export async function showReaction(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const reactions = await reactionsToReply(context.sql, delivery.message_id as number);
  const [first] = reactions;
  if (!first) return { done: 'obsolete' };
  if (isComposed(first.ts)) throw new TryLater('the reply is not shown in the thread yet', { afterMs: 500, counts: false });
  return inPlace(first.channel_id, parts, async () => {
    for (const reaction of reactions) await showOne(reaction, delivery, context, parts);
    return { done: 'sent' };
  });
}

async function showOne(reaction: ReplyReaction, delivery: Delivery, context: SendContext, parts: BotParts): Promise<void> {
  const name = reaction.author === 'contact' && reaction.emoji !== '' ? slackEmojiName(reaction.emoji) : undefined;
  const wanted = name !== undefined && !TICKS.includes(name) && (await addReaction(reaction, name, parts)) ? name : null;
  const before = reaction.shown_name;
  if (wanted !== null) {
    if (before !== null && before !== wanted) await takeAway(reaction, before, context, parts);
    return recordShownReaction(context.sql, reaction.id, wanted);
  }
  if (before !== null) await takeAway(reaction, before, context, parts);
  if (reaction.emoji === '') return recordShownReaction(context.sql, reaction.id, null);
  const who = reaction.author === 'contact' ? oneLine(reaction.contact_name, 80) || parts.t('slack:card.no_name') : parts.t('slack:author.phone');
  const text = `${oneLine(reaction.emoji)} ${who} ${parts.t('slack:content.reacted')}\n> ${oneLine(reaction.body, 140)}`;
  const mark = { type: METADATA.notice, payload: { delivery: delivery.id, reaction: reaction.id } };
  const ts = await postOnce(parts, context, { channel: reaction.channel_id, threadTs: reaction.thread_ts }, mark, { text });
  return recordShownReaction(context.sql, reaction.id, `line:${ts}`);
}

/** Returns false when Slack has no such emoji. */
async function addReaction({ channel_id: channel, ts }: ReplyReaction, name: string, parts: BotParts): Promise<boolean> {
  try {
    await slackCall(channel, () => already(parts.client.reactions.add({ channel, timestamp: ts, name })));
    return true;
  } catch (error) {
    if (error instanceof Broken && /invalid_name/.test(error.message)) return false;
    throw error;
  }
}

async function takeAway(reaction: ReplyReaction, shown: string, context: SendContext, parts: BotParts): Promise<void> {
  const { channel_id: channel, ts } = reaction;
  try {
    if (shown.startsWith('line:')) await slackCall(channel, () => parts.client.chat.delete({ channel, ts: shown.slice('line:'.length) }));
    else if (!(await isShownOtherwise(context.sql, reaction.id, shown))) await slackCall(channel, () => already(parts.client.reactions.remove({ channel, timestamp: ts, name: shown })));
  } catch (error) {
    if (!(error instanceof MessageGone)) throw error;
  }
}
