import { later } from '../kit/clock.js';
import type { DeliverySpec } from './ctx.js';
import type { Routes } from './ledger/ledger.js';
import { RANK } from './outbox/enqueue.js';
import { lane } from './outbox/lanes.js';

/** The conversation's card, brought up to date once, behind whatever else waits for the thread. */
const card = (conversationId: number): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.card', conversationId, liveKey: `card:${conversationId}`, rank: RANK.card });

/** A post of ours, drawn again from what its messages are now. */
const postUpdate = (conversationId: number, postId: number): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.post_update', conversationId, postId, liveKey: `post:${postId}` });

/** What became of a person's reply, shown on it. */
const tick = (conversationId: number, replyId: number, notBefore?: Date): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.tick', conversationId, replyId, liveKey: `tick:${replyId}`, ...(notBefore ? { notBefore } : {}),
});

/** A word to one person in the thread. */
const whisper = (conversationId: number, replyId: number, key: string, user: string): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.whisper', conversationId, replyId, payload: { key, user },
});

/** A word to one person about the files that kept their replies inside: one for those that come in a row. */
const unfitFiles = (conversationId: number, replyId: number, user: string, notBefore: Date): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.unfit', conversationId, replyId, liveKey: `unfit:${conversationId}:${user}`, notBefore,
});

/** What the thread says of a reply that failed: the reason and a retry, or that it went out after all. One for all its messages. */
const failure = (conversationId: number, messageId: number, replyId: number | null): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.failure', conversationId, messageId, replyId, liveKey: replyId === null ? `failure:${messageId}` : `failure:reply:${replyId}`,
});

/** A change of a message the customer has; one that waits sends the newest state, so it needs no second one. */
const amendment = (change: 'edit' | 'delete', conversationId: number, messageId: number, replyId: number): DeliverySpec => ({
  lane: lane.whatsapp(conversationId), kind: `whatsapp.${change}`, conversationId, messageId, replyId, liveKey: `${change}:${messageId}`,
});

interface OfFile {
  conversationId: number;
  attachmentId: number;
  messageId: number;
}

/** A file on its way into our storage. */
const fetchFile = ({ conversationId, attachmentId, messageId }: OfFile): DeliverySpec => ({
  lane: lane.media(conversationId), kind: 'media.fetch', conversationId, messageId, payload: { attachmentId },
});

/** What the thread says of a file that is not there: the reason and a retry, or that it came after all. */
const fileNotice = ({ conversationId, attachmentId, messageId }: OfFile): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.file_notice', conversationId, messageId, payload: { attachmentId }, liveKey: `file-notice:${attachmentId}`,
});

const alert = (key: string, vars: Record<string, string | number>, extra: Partial<DeliverySpec> = {}): DeliverySpec => ({ lane: lane.alerts, kind: 'slack.alert', payload: { key, vars }, ...extra });

/** Ticks that change within this time are shown once. */
const TICK_PAUSE_MS = 400;
/** Replies that somebody sends within this time are answered together. */
const BURST_MS = 1200;

/** Whom each fact makes us tell outside, and through which lane. Same transaction; references only. */
export const routes = {
  conversation_opened: (fact) => [card(fact.conversationId)],
  conversation_reopened: (fact) => [card(fact.conversationId)],
  message_received: (fact) => [card(fact.conversationId)],
  phone_message_sent: (fact) => [card(fact.conversationId)],
  posts_changed: ({ conversationId, newPosts, changedPosts }) => [
    ...changedPosts.map((postId) => postUpdate(conversationId, postId)),
    ...newPosts.map((postId): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.post', conversationId, postId })),
  ],
  assigned: (fact) => [card(fact.conversationId)],
  reply_queued: ({ conversationId, replyId, messageIds, sendAt }, ctx) => [
    ...messageIds.map((messageId): DeliverySpec => ({ lane: lane.whatsapp(conversationId), kind: 'whatsapp.send', conversationId, messageId, replyId, notBefore: sendAt })),
    tick(conversationId, replyId, sendAt > ctx.now ? ctx.now : later(ctx.now, TICK_PAUSE_MS)),
    card(conversationId),
  ],
  reply_composed: ({ conversationId, replyId }) => [{ lane: lane.thread(conversationId), kind: 'slack.composed', conversationId, replyId }],
  reply_shown: ({ conversationId, replyId }) => [tick(conversationId, replyId)],
  reply_kept: ({ conversationId, replyId, state, slackUserId }) => [
    tick(conversationId, replyId),
    ...(state === 'keyword' && slackUserId !== undefined ? [whisper(conversationId, replyId, 'keyword.unknown', slackUserId)] : []),
    card(conversationId),
  ],
  reply_held: ({ conversationId, replyId, reason, slackUserId, waitedMinutes }) => [
    tick(conversationId, replyId),
    reason === 'stale'
      ? { lane: lane.thread(conversationId), kind: 'slack.stale', conversationId, replyId, payload: { minutes: waitedMinutes ?? 0 } }
      : whisper(conversationId, replyId, `held.${reason}`, slackUserId),
    card(conversationId),
  ],
  reply_refused: ({ conversationId, replyId, reason, slackUserId }, ctx) => [
    tick(conversationId, replyId),
    reason === 'file_kind' || reason === 'file_size' ? unfitFiles(conversationId, replyId, slackUserId, later(ctx.now, BURST_MS)) : whisper(conversationId, replyId, `refused_reply.${reason}`, slackUserId),
  ],
  reply_discarded: ({ conversationId }) => [card(conversationId)],
  reply_amended: ({ conversationId, replyId }) => [tick(conversationId, replyId), card(conversationId)],
  reply_amended_too_late: ({ conversationId, replyId, slackUserId, change }) => [whisper(conversationId, replyId, `too_late.${change}`, slackUserId)],
  reply_edited: ({ conversationId, replyId, messageIds }) => messageIds.map((messageId) => amendment('edit', conversationId, messageId, replyId)),
  reply_removed: ({ conversationId, replyId, messageIds }) => messageIds.map((messageId) => amendment('delete', conversationId, messageId, replyId)),
  amendment_failed: ({ conversationId, replyId, messageId, slackUserId, change, reason }) => [
    { lane: lane.thread(conversationId), kind: 'slack.amend_failure', conversationId, messageId, replyId, payload: { change, reason } },
    whisper(conversationId, replyId, `amend_failed.${change}`, slackUserId),
    card(conversationId),
  ],
  message_status_moved: ({ conversationId, messageId, replyId, from, to, retried }, ctx) => [
    ...(replyId === null ? [] : [tick(conversationId, replyId, to === 'failed' ? ctx.now : later(ctx.now, TICK_PAUSE_MS))]),
    ...(to === 'failed' || from === 'failed' || retried ? [failure(conversationId, messageId, replyId), card(conversationId)] : []),
  ],
  message_retried: ({ conversationId, messageId, replyId }) => [
    { lane: lane.whatsapp(conversationId), kind: 'whatsapp.send', conversationId, messageId, replyId },
    ...(replyId === null ? [] : [tick(conversationId, replyId)]),
    failure(conversationId, messageId, replyId),
    card(conversationId),
  ],
  message_amended: ({ conversationId, postId }) => [...(postId === null ? [] : [postUpdate(conversationId, postId)]), card(conversationId)],
  reaction_changed: ({ conversationId, messageId }) => [{ lane: lane.ticks(conversationId), kind: 'slack.reaction', conversationId, messageId, liveKey: `reaction:${messageId}` }],
  agent_reacted: ({ conversationId, messageId, sendAt }) => [{ lane: lane.whatsapp(conversationId), kind: 'whatsapp.react', conversationId, messageId, liveKey: `react:${messageId}`, notBefore: sendAt }],
  reaction_not_sent: ({ conversationId, messageId, slackUserId, channelId, threadTs, why, reason }) => [
    { lane: lane.ticks(conversationId), kind: 'slack.whisper', conversationId, messageId, payload: { key: `reaction.${why}`, user: slackUserId, channel: channelId, thread: threadTs, reason } },
  ],
  attachment_wanted: (fact) => [fetchFile(fact)],
  attachment_stored: (fact) => [
    { lane: lane.thread(fact.conversationId), kind: 'slack.file', conversationId: fact.conversationId, messageId: fact.messageId, payload: { attachmentId: fact.attachmentId } },
    ...(fact.again ? [fileNotice(fact)] : []),
  ],
  attachment_retried: (fact) => [fetchFile(fact), fileNotice(fact), ...(fact.postId === null ? [] : [postUpdate(fact.conversationId, fact.postId)])],
  attachment_failed: (fact) => [...(fact.postId === null ? [] : [postUpdate(fact.conversationId, fact.postId)]), fileNotice(fact)],
  thread_moved: ({ conversationId, oldChannel, oldThread, reason }) => [
    { lane: lane.thread(conversationId), kind: 'slack.recap', conversationId, rank: RANK.recap, payload: { oldChannel, oldThread, reason } },
    { lane: lane.ticks(conversationId), kind: 'slack.moved_notice', conversationId, payload: { channel: oldChannel, thread: oldThread } },
    card(conversationId),
  ],
  contacts_merged: ({ conversationId, mergedConversationId }) => [
    ...(mergedConversationId === null
      ? []
      : [
          { lane: lane.thread(conversationId), kind: 'slack.merged', conversationId, rank: RANK.recap, payload: { merged: mergedConversationId } },
          { lane: lane.ticks(conversationId), kind: 'slack.moved_notice', conversationId },
        ]),
    card(conversationId),
  ],
  connection_moved: ({ connected }) => [alert(connected ? 'whatsapp_connected' : 'whatsapp_disconnected', {})],
  delivery_died: ({ deliveryId, conversationId, lane: where, deliveryKind, reason }) =>
    where === lane.alerts
      ? []
      : [
          alert('delivery_died', { id: deliveryId, kind: deliveryKind, reason }, { conversationId }),
          // A card that cannot be drawn would not say that it cannot, and would die again and again.
          ...(conversationId === null || deliveryKind === 'slack.card' ? [] : [card(conversationId)]),
        ],
  dead_letter_decided: ({ conversationId }) => (conversationId === null ? [] : [card(conversationId)]),
  event_died: ({ eventId, reason }) => [alert('event_died', { id: eventId, reason })],
  channel_unusable: ({ channelId, reason }) => [alert('channel_unusable', { channel: channelId, reason }, { liveKey: `channel:${channelId}` })],
  watch_due: ({ watch }) => [watch === 'catch_up' ? { lane: lane.catchUp, kind: 'slack.catch_up', liveKey: 'catch-up' } : { lane: lane.gateway, kind: 'whatsapp.watch', liveKey: 'gateway' }],
  day_ended: ({ from, to }) => [{ lane: lane.alerts, kind: 'slack.reconciliation', payload: { from: from.toISOString(), to: to.toISOString() } }],
} satisfies Routes;
