import { followUpProposal, watchProposal } from './automation/proposal-follow-up.js';
import { runRulesOnLevel, runRulesOnMessage, runRulesOnStatus } from './automation/run-rules.js';
import { askAfterHours } from './triage/after-hours.js';
import { fillPatient, keepPatientsOfMerged } from './care/patient-of-triage.js';
import { seeRedFlags, seeRedFlagsOfAmended } from './care/see-red-flags.js';
import { forgetDrafts } from './email/forget-drafts.js';
import { keepEmailsOfMerged } from './email/merged-emails.js';
import { failEmailOfDead } from './email/record-end.js';
import { requeueDeadEmail } from './email/send-email.js';
import { remind } from './follow-up/due.js';
import { cancelOfEnded, keepOfMerged, passOn } from './follow-up/end.js';
import { beginTriage, moveCompletedTriage } from './funnel/move-completed-triage.js';
import { waitForStarted } from './funnel/wait-for-started.js';
import { claimCourtesy } from './inbox/claim-courtesy.js';
import type { Claim } from './inbox/claims.js';
import { forgetLeftovers } from './inbox/forget-leftovers.js';
import { tellOfDeadAmendment } from './inbox/fail-amendment.js';
import { failMessageOfDeadSend, retryMessageOfDeadSend } from './inbox/fail-message.js';
import { tickAutomatic } from './inbox/queue-automatic.js';
import { askForPhoto } from './inbox/plan-photo-check.js';
import { restoreWaiting, restoreWaitingOfFailed } from './inbox/restore-waiting.js';
import { waitedTooLong, watchWaiting, watchWaitingOfFailed } from './escalation/watch-waiting.js';
import { keepIncidentsOfMerged } from './incidents/merged-incidents.js';
import type { Reactions } from './ledger/ledger.js';
import { failAttachmentOfDead } from './media/retry.js';
import { continueErasures } from './privacy/erase-contact.js';
import { claimSurveyAnswer } from './satisfaction/claim-survey-answer.js';
import { cancelSurvey, keepSurveyOfMerged, planSurvey } from './satisfaction/plan-survey.js';
import { surveyDue } from './satisfaction/survey-due.js';
import { alertWhenDue } from './sla/alert-when-due.js';
import { withdrawOfErased, withdrawOfMerged } from './sla/end-clocks.js';
import { keepClocks, keepClocksOfFailed } from './sla/keep-clocks.js';
import { tellNextInLine, watchAcknowledgement } from './sla/pass-on.js';
import { pauseReopened, pauseWithStatus, resumeOnMessage } from './sla/keep-pauses.js';
import { askReplan, replanClocks } from './sla/replan.js';
import { drawBoards, lookForLostReplies, reportDay, watchGateway } from './reports/house-timers.js';
import { reportWeek } from './reports/weekly.js';
import { keepAnswersOfMerged } from './triage/merged-answers.js';
import { expireHandovers } from './shifts/expire.js';

/**
 * What each fact changes inside the house, in order, in the same transaction. One table, so that "what happens when …?"
 * is read here (inside) and in routes.ts (outside).
 */
export const reactions = {
  conversation_opened: [keepClocks, waitForStarted],
  conversation_reopened: [pauseReopened, keepClocks, cancelSurvey, watchWaiting],
  message_received: [resumeOnMessage, keepClocks, watchWaiting, seeRedFlags, askAfterHours, runRulesOnMessage, watchProposal],
  phone_message_sent: [keepClocks, watchWaiting],
  posts_changed: [],
  assigned: [passOn],
  status_moved: [pauseWithStatus, keepClocks, watchWaiting, cancelOfEnded, planSurvey, watchProposal, runRulesOnStatus],
  priority_moved: [keepClocks, watchProposal],
  level_moved: [watchWaiting, runRulesOnLevel],
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
  email_queued: [],
  email_sent: [],
  email_failed: [],
  personal_data_shown: [],
  keyword_answered: [],
  team_join_asked: [],
  team_join_decided: [],
  shift_moved: [],
  handover_moved: [],
  message_claimed: [seeRedFlags],
  automatic_queued: [],
  client_message_queued: [],
  survey_sent: [],
  survey_answered: [],
  survey_commented: [],
  survey_expired: [],
  survey_opted_out: [],
  sla_at_risk: [],
  sla_breached: [watchAcknowledgement],
  proposal_unanswered: [],
  still_waiting: [],
  sla_over: [],
  sla_acknowledged: [],
  sla_unacknowledged: [],
  boards_due: [],
  calendar_changed: [askReplan],
  holidays_imported: [askReplan],
  record_changed: [],
  portal_access: [],
  client_read: [],
  api_token_moved: [],
  sla_policy_saved: [askReplan],
  reply_queued: [keepClocks, watchWaiting],
  reply_composed: [],
  reply_shown: [],
  reply_kept: [restoreWaiting, keepClocks, watchWaiting],
  reply_held: [restoreWaiting, keepClocks, watchWaiting],
  reply_refused: [],
  reply_discarded: [restoreWaiting, keepClocks, watchWaiting],
  reply_amended: [],
  reply_amended_too_late: [],
  reply_edited: [],
  reply_removed: [],
  amendment_failed: [],
  message_status_moved: [restoreWaitingOfFailed, keepClocksOfFailed, watchWaitingOfFailed, tickAutomatic],
  message_retried: [restoreWaiting, keepClocks, watchWaiting],
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
  conversation_erased: [withdrawOfErased, watchWaiting, cancelOfEnded],
  contact_erasure_asked: [],
  contact_erased: [],
  contact_exported: [],
  thread_moved: [],
  photo_wanted: [],
  contacts_merged: [keepOfMerged, keepAnswersOfMerged, keepPatientsOfMerged, keepIncidentsOfMerged, keepEmailsOfMerged, withdrawOfMerged, keepClocks, keepSurveyOfMerged],
  connection_moved: [],
  mail_server_moved: [],
  delivery_died: [failMessageOfDeadSend, tellOfDeadAmendment, failAttachmentOfDead, failEmailOfDead],
  dead_letter_decided: [retryMessageOfDeadSend, requeueDeadEmail],
  dead_event_decided: [],
  event_died: [],
  channel_unusable: [],
  webhook_tried: [],
  watch_due: [],
  day_ended: [forgetLeftovers, forgetDrafts],
  week_ended: [],
  export_made: [],
} satisfies Reactions;

/** Who may take an inbound message for itself before a conversation is opened for it, in order: the first to say yes. */
export const claims: readonly Claim[] = [claimSurveyAnswer, claimCourtesy];

/** What each kind of timer does when it is due. */
export const onTimer = {
  catch_up: lookForLostReplies,
  gateway: watchGateway,
  photo: askForPhoto,
  day: reportDay,
  weekly: reportWeek,
  sla: alertWhenDue,
  sla_ack: tellNextInLine,
  waiting: waitedTooLong,
  proposal_follow_up: followUpProposal,
  boards: drawBoards,
  replan: replanClocks,
  follow_up: remind,
  handovers: expireHandovers,
  survey: surveyDue,
  erasure: continueErasures,
};

export type TimerKind = keyof typeof onTimer;
