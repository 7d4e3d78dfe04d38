import { fillPatient, keepPatientsOfMerged } from './care/patient-of-triage.js';
import { seeRedFlags, seeRedFlagsOfAmended } from './care/see-red-flags.js';
import { remind } from './follow-up/due.js';
import { cancelOfEnded, keepOfMerged, passOn } from './follow-up/end.js';
import { beginTriage, moveCompletedTriage } from './funnel/move-completed-triage.js';
import { forgetLeftovers } from './inbox/forget-leftovers.js';
import { tellOfDeadAmendment } from './inbox/fail-amendment.js';
import { failMessageOfDeadSend, retryMessageOfDeadSend } from './inbox/fail-message.js';
import { tickAutomatic } from './inbox/queue-automatic.js';
import { askForPhoto } from './inbox/plan-photo-check.js';
import { restoreWaiting, restoreWaitingOfFailed } from './inbox/restore-waiting.js';
import { tellCustomer } from './escalation/tell-customer.js';
import type { Reactions } from './ledger/ledger.js';
import { failAttachmentOfDead } from './media/retry.js';
import { lookForLostReplies, reportDay, watchGateway } from './reports/house-timers.js';
import { keepAnswersOfMerged } from './triage/merged-answers.js';
import { expireHandovers } from './shifts/expire.js';

/**
 * What each fact changes inside the house, in order, in the same transaction. One table, so that "what happens when …?"
 * is read here (inside) and in routes.ts (outside).
 */
export const reactions = {
  conversation_opened: [],
  conversation_reopened: [],
  message_received: [seeRedFlags],
  phone_message_sent: [],
  posts_changed: [],
  assigned: [passOn],
  status_moved: [cancelOfEnded],
  priority_moved: [],
  level_moved: [tellCustomer],
  note_added: [],
  tag_changed: [],
  follow_up_planned: [],
  follow_up_due: [],
  follow_up_ended: [],
  patient_changed: [],
  red_flag_seen: [],
  triage_answered: [beginTriage, fillPatient],
  triage_completed: [moveCompletedTriage],
  triage_question_sent: [],
  triage_summary_asked: [],
  priority_suggested: [],
  region_unserved: [],
  incident_opened: [],
  incident_resolved: [],
  template_sent: [],
  automatic_queued: [],
  personal_data_shown: [],
  keyword_answered: [],
  team_join_asked: [],
  team_join_decided: [],
  shift_moved: [],
  handover_moved: [],
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
  message_status_moved: [restoreWaitingOfFailed, tickAutomatic],
  message_retried: [restoreWaiting],
  message_amended: [seeRedFlagsOfAmended],
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
  contacts_merged: [keepOfMerged, keepAnswersOfMerged, keepPatientsOfMerged],
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
  follow_up: remind,
  handovers: expireHandovers,
};

export type TimerKind = keyof typeof onTimer;
