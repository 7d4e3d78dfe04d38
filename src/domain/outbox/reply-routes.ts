import { later } from '../../kit/clock.js';
import type { Ctx, DeliverySpec } from '../ctx.js';
import type { FactKind, FactOf } from '../facts.js';
import { lane } from './lanes.js';
import { amendment, card, tick, unfitFiles, whisper } from './specs.js';

/** Ticks that change within this time are shown once. */
export const TICK_PAUSE_MS = 400;
/** Replies that somebody sends within this time are answered together. */
const BURST_MS = 1200;

/** Whom it is told what becomes of a reply. */
export const replyRoutes = {
  reply_queued: ({ conversationId, replyId, messageIds, sendAt, tellAsDocument }, ctx) => [
    ...messageIds.map((messageId): DeliverySpec => ({ lane: lane.whatsapp(conversationId), kind: 'whatsapp.send', conversationId, messageId, replyId, notBefore: sendAt })),
    tick(conversationId, replyId, sendAt > ctx.now ? ctx.now : later(ctx.now, TICK_PAUSE_MS)),
    ...(tellAsDocument === undefined ? [] : [whisper(conversationId, replyId, 'file_sent.as_document', tellAsDocument)]),
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
    reason.startsWith('file_') ? unfitFiles(conversationId, replyId, slackUserId, later(ctx.now, BURST_MS)) : whisper(conversationId, replyId, `refused_reply.${reason}`, slackUserId),
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
} satisfies { [K in FactKind]?: (fact: FactOf<K>, ctx: Ctx) => DeliverySpec[] };
