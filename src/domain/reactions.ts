import { forgetLeftovers } from './inbox/forget-leftovers.js';
import { tellOfDeadAmendment } from './inbox/fail-amendment.js';
import { failMessageOfDeadSend, retryMessageOfDeadSend } from './inbox/fail-message.js';
import { askForPhoto } from './inbox/plan-photo-check.js';
import { restoreWaiting, restoreWaitingOfFailed } from './inbox/restore-waiting.js';
import type { Reactions } from './ledger/ledger.js';
import { failAttachmentOfDead } from './media/retry.js';
import { lookForLostReplies, reportDay, watchGateway } from './reports/house-timers.js';

/**
 * What each fact changes inside the house, in order, in the same transaction. One table, so that "what happens when …?"
 * is read here (inside) and in routes.ts (outside).
 */
export const reactions = {
  conversation_opened: [],
  conversation_reopened: [],
  message_received: [],
  phone_message_sent: [],
  posts_changed: [],
  assigned: [],
  reply_queued: [],
  reply_composed: [],
  reply_shown: [],
  reply_kept: [restoreWaiting],
  reply_held: [restoreWaiting],
  reply_refused: [],
  reply_discarded: [restoreWaiting],
  reply_amended: [],
  reply_amended_too_late: [],
  reply_edited: [],
  reply_removed: [],
  amendment_failed: [],
  message_status_moved: [restoreWaitingOfFailed],
  message_retried: [restoreWaiting],
  message_amended: [],
  reply_changed_on_phone: [],
  reaction_changed: [],
  agent_reacted: [],
  reaction_not_sent: [],
  attachment_wanted: [],
  attachment_stored: [],
  attachment_retried: [],
  attachment_failed: [],
  files_forgotten: [],
  attachment_opened: [],
  thread_moved: [],
  photo_wanted: [],
  contacts_merged: [],
  connection_moved: [],
  delivery_died: [failMessageOfDeadSend, tellOfDeadAmendment, failAttachmentOfDead],
  dead_letter_decided: [retryMessageOfDeadSend],
  event_died: [],
  channel_unusable: [],
  watch_due: [],
  day_ended: [forgetLeftovers],
} satisfies Reactions;

/** What each kind of timer does when it is due. */
export const onTimer = {
  catch_up: lookForLostReplies,
  gateway: watchGateway,
  photo: askForPhoto,
  day: reportDay,
};

export type TimerKind = keyof typeof onTimer;
