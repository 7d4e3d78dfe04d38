import type { Delivery, Outcome, SendContext, Sender } from '../src/domain/outbox/drain.js';
import { Broken } from '../src/kit/errors.js';
import { answerWord } from './deliveries/act-answer.js';
import { sendAlert, sendReconciliation } from './deliveries/alert.js';
import { tellAmendFailure } from './deliveries/amend-failure.js';
import { updateCard } from './deliveries/card.js';
import { redrawHandover, showHandover } from './deliveries/handover.js';
import { answerTeamRequest, redrawTeamRequest, showTeamRequest } from './deliveries/team-request.js';
import { catchUp } from './deliveries/catch-up.js';
import { showComposed } from './deliveries/composed.js';
import { tellFailure } from './deliveries/failure.js';
import { tellOfEmail } from './deliveries/email.js';
import { showFile } from './deliveries/file.js';
import { tellOfFile } from './deliveries/file-notice.js';
import { sendMerged, sendMovedNotice, sendRecap } from './deliveries/moving.js';
import { askAboutStale } from './deliveries/notices.js';
import { showNote } from './deliveries/note.js';
import { sendPost, updatePost } from './deliveries/post.js';
import { tellPhoneChange } from './deliveries/phone-change.js';
import { showReaction } from './deliveries/reaction.js';
import { sendReminder } from './deliveries/reminder.js';
import { tellChannel, tellPerson, tellThread } from './deliveries/tell.js';
import { sendSlaAlert } from './deliveries/sla-alert.js';
import { drawBoard } from './deliveries/sla-board.js';
import { sendSuggestion, sendTriageSummary } from './deliveries/suggest.js';
import { showTick } from './deliveries/tick.js';
import { tellUnfitFiles } from './deliveries/unfit-files.js';
import { sendWeeklyReport } from './deliveries/weekly-report.js';
import { whisper } from './deliveries/whisper.js';
import type { BotParts } from './parts.js';

type SlackDelivery = (delivery: Delivery, context: SendContext, parts: BotParts) => Promise<Outcome>;

/** Every kind of delivery to Slack and the file that makes it. What is shown is read when it is sent. */
export const SLACK_DELIVERIES: Record<string, SlackDelivery> = {
  'slack.post': sendPost,
  'slack.post_update': updatePost,
  'slack.card': updateCard,
  'slack.composed': showComposed,
  'slack.tick': showTick,
  'slack.reaction': showReaction,
  'slack.whisper': whisper,
  'slack.act_answer': answerWord,
  'slack.line': tellThread,
  'slack.note': showNote,
  'slack.reminder': sendReminder,
  'slack.direct': tellPerson,
  'slack.summons': tellChannel,
  'slack.suggestion': sendSuggestion,
  'slack.triage_summary': sendTriageSummary,
  'slack.unfit': tellUnfitFiles,
  'slack.stale': askAboutStale,
  'slack.failure': tellFailure,
  'slack.amend_failure': tellAmendFailure,
  'slack.phone_change': tellPhoneChange,
  'slack.file': showFile,
  'slack.file_notice': tellOfFile,
  'slack.email': tellOfEmail,
  'slack.recap': sendRecap,
  'slack.merged': sendMerged,
  'slack.moved_notice': sendMovedNotice,
  'slack.alert': sendAlert,
  'slack.sla_alert': sendSlaAlert,
  'slack.board': drawBoard,
  'slack.reconciliation': sendReconciliation,
  'slack.weekly_report': sendWeeklyReport,
  'slack.catch_up': catchUp,
  'slack.team_request': showTeamRequest,
  'slack.team_request_redraw': redrawTeamRequest,
  'slack.team_answer': answerTeamRequest,
  'slack.handover': showHandover,
  'slack.handover_redraw': redrawHandover,
};

/** Sends deliveries of Slack's lanes. @throws Broken for a kind nobody knows */
export function createSlackSender(parts: BotParts): Sender {
  return (delivery, context) => {
    const send = SLACK_DELIVERIES[delivery.kind];
    if (!send) throw new Broken(`no sender for ${delivery.kind}`);
    return send(delivery, context, parts);
  };
}
