import { later } from '../kit/clock.js';
import type { Ctx, DeliverySpec } from './ctx.js';
import type { Routes } from './ledger/ledger.js';
import { RANK } from './outbox/enqueue.js';
import { lane } from './outbox/lanes.js';
import { emergency, event, lead, seriousIncident, webhookTrial } from './outbox/outside-specs.js';
import { replyRoutes, TICK_PAUSE_MS } from './outbox/reply-routes.js';
import { alert, card, direct, emailNotice, failure, fetchFile, fileNotice, line, postUpdate, summons, tick, toCustomer } from './outbox/specs.js';
import { redFlagAlarm, suggestion, triageSummary } from './outbox/suggestions.js';
import { quietly } from './outbox/quiet-hours.js';
import { handover, teamRequest } from './outbox/team-specs.js';
import { tellOfAssignment, tellOfIncident, tellOfLevel, tellOfLockOut, tellOfMove } from './outbox/told.js';
import { isDetractor } from './satisfaction/nps.js';

/** What supervisors read of a late conversation, brought up to date. */
const slaAlert = (conversationId: number): DeliverySpec => ({ lane: lane.alerts, kind: 'slack.sla_alert', conversationId, liveKey: `sla-alert:${conversationId}` });

/** A direct word to the owner, when there is one. */
const toOwner = ({ agentId, conversationId }: { agentId: number | null; conversationId: number }, key: string, ctx: Ctx): DeliverySpec[] =>
  agentId === null ? [] : [quietly(ctx, direct(agentId, conversationId, key, { number: conversationId }, ['why']))];

/** Whom each fact makes us tell outside, and through which lane. Same transaction; references only. */
export const routes = {
  // One of our own systems wrote first: that is nobody who asks for something.
  conversation_opened: (fact, ctx) => [card(fact.conversationId), ...(ctx.actor.kind === 'client' ? [] : event('lead_received', fact.conversationId, {}, ctx))],
  conversation_reopened: ({ conversationId, from, to, why }, ctx) => [
    ...(why === 'a person reopened it' && ctx.actor.kind === 'agent' ? [line(conversationId, 'line.reopened', { who: ctx.actor.name, to_status: to })] : []),
    card(conversationId), ...lead({ conversationId, to }, ctx),
    ...event('status_changed', conversationId, { from, to, lossReason: null }, ctx),
  ],
  message_received: (fact) => [card(fact.conversationId)],
  phone_message_sent: (fact) => [card(fact.conversationId)],
  posts_changed: ({ conversationId, newPosts, changedPosts }) => [
    ...changedPosts.map((postId) => postUpdate(conversationId, postId)),
    ...newPosts.map((postId): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.post', conversationId, postId })),
  ],
  assigned: (fact, ctx) => [...tellOfAssignment(fact, ctx), card(fact.conversationId), ...event('conversation_assigned', fact.conversationId, { from: fact.from, to: fact.to }, ctx)],
  status_moved: (fact, ctx) => [
    tellOfMove(fact, ctx), card(fact.conversationId),
    ...lead(fact, ctx),
    ...event('status_changed', fact.conversationId, { from: fact.from, to: fact.to, lossReason: fact.reason }, ctx),
    ...(fact.to === 'closed' ? event('conversation_closed', fact.conversationId, { from: fact.from }, ctx) : []),
  ],
  priority_moved: (fact) => [card(fact.conversationId)],
  level_moved: (fact, ctx) => [
    card(fact.conversationId), ...tellOfLevel(fact, ctx),
    ...(fact.to === 'n3' ? emergency(fact.conversationId, { cause: 'escalation', from: fact.from, reason: fact.reason, by: fact.by }, ctx) : []),
    ...event('escalated', fact.conversationId, { from: fact.from, to: fact.to, by: fact.by }, ctx),
  ],
  note_added: ({ conversationId, noteId }) => [{ lane: lane.thread(conversationId), kind: 'slack.note', conversationId, payload: { noteId } }],
  tag_changed: (fact) => [card(fact.conversationId)],
  follow_up_planned: (fact) => [card(fact.conversationId)],
  follow_up_due: ({ conversationId, followUpId, agentId }, ctx) => [
    { lane: lane.thread(conversationId), kind: 'slack.reminder', conversationId, payload: { followUpId } },
    ...(agentId === null ? [] : [quietly(ctx, { lane: lane.person(agentId), kind: 'slack.reminder', conversationId, payload: { followUpId, agentId } })]),
    card(conversationId),
  ],
  follow_up_ended: (fact) => [card(fact.conversationId)],
  patient_changed: (fact) => [card(fact.conversationId)],
  red_flag_seen: ({ conversationId, phrases }) => [...redFlagAlarm(conversationId, phrases), card(conversationId)],
  triage_answered: (fact) => [card(fact.conversationId)],
  // Told before the reaction moves it: what is in triage goes on to the proposal.
  triage_completed: ({ conversationId }, ctx) => [triageSummary(conversationId, ctx.conversation.status === 'triage' ? 'moves' : 'complete'), card(conversationId)],
  incident_opened: (fact, ctx) => [
    card(fact.conversationId), ...tellOfIncident(fact, ctx),
    ...seriousIncident(fact, ctx),
    ...event('incident_opened', fact.conversationId, { incident: fact.incidentId, severity: fact.severity, category: fact.category }, ctx),
  ],
  incident_resolved: (fact, ctx) => [
    card(fact.conversationId), line(fact.conversationId, 'line.incident_resolved', { who: ctx.actor.kind === 'agent' ? ctx.actor.name : '', incident: fact.incidentId }),
    ...event('incident_resolved', fact.conversationId, { incident: fact.incidentId }, ctx),
  ],
  triage_question_sent: () => [],
  triage_summary_asked: ({ conversationId }) => [triageSummary(conversationId, 'asked')],
  priority_suggested: ({ conversationId, to }) => [suggestion(conversationId, { is: 'priority', to })],
  region_unserved: ({ conversationId }) => [suggestion(conversationId, { is: 'region' })],
  template_sent: () => [],
  automatic_queued: (fact) => [...toCustomer(fact), card(fact.conversationId)],
  client_message_queued: (fact) => [...toCustomer(fact), card(fact.conversationId)],
  email_queued: ({ conversationId, emailId }) => [{ lane: lane.email(emailId), kind: 'email.send', conversationId, payload: { emailId } }, emailNotice(conversationId, emailId)],
  email_sent: ({ conversationId, emailId }) => [emailNotice(conversationId, emailId)],
  email_failed: ({ conversationId, emailId }) => [emailNotice(conversationId, emailId)],
  personal_data_shown: () => [],
  team_join_asked: ({ requestId, again }) => [teamRequest(again ? 'redraw' : 'show', requestId)],
  team_join_decided: ({ requestId }) => [teamRequest('redraw', requestId), teamRequest('answer', requestId)],
  shift_moved: () => [],
  handover_moved: ({ handoverId, change, fromAgentId }, { actor }) => [
    ...(change === 'offered' ? [] : [handover('redraw', handoverId)]),
    ...(change === 'accepted' ? [direct(fromAgentId, null, 'handover.told', { who: actor.kind === 'agent' ? actor.name : '' })] : [handover(change, handoverId)]),
  ],
  keyword_answered: ({ conversationId, replyId, slackUserId, answer }) => [{ lane: lane.ticks(conversationId), kind: 'slack.act_answer', conversationId, replyId, payload: { user: slackUserId, answer } }],
  message_claimed: (fact) => [card(fact.conversationId)],
  survey_sent: () => [],
  survey_answered: ({ conversationId, score, before }, ctx) => [
    line(conversationId, before === null ? 'survey.answered' : 'survey.corrected', { score, stars: '⭐'.repeat(score) }),
    ...(isDetractor(score) && (before === null || !isDetractor(before)) ? [summons('supervisao', conversationId, 'survey.detractor', { number: conversationId, score })] : []),
    ...event('survey_answered', conversationId, { score, before }, ctx),
  ],
  survey_commented: ({ conversationId, withScore }) => (withScore ? [] : [line(conversationId, 'survey.commented')]),
  survey_expired: ({ conversationId }) => [line(conversationId, 'survey.expired')],
  survey_opted_out: ({ conversationId }) => [line(conversationId, 'survey.opted_out')],
  sla_at_risk: (fact, ctx) => [card(fact.conversationId), slaAlert(fact.conversationId), ...toOwner(fact, 'sla.direct_at_risk', ctx)],
  sla_breached: (fact, ctx) => [
    card(fact.conversationId), slaAlert(fact.conversationId), ...toOwner(fact, 'sla.direct_breached', ctx),
    ...emergency(fact.conversationId, { cause: 'sla_breach', sla: { clock: fact.clock, goalMinutes: fact.goalMinutes, startedAt: fact.startedAt.toISOString(), breachedAt: fact.breachedAt.toISOString() } }, ctx),
    ...event('sla_breached', fact.conversationId, { clock: fact.clock }, ctx),
  ],
  proposal_unanswered: ({ conversationId, agentId }) => [
    agentId === null
      ? summons('atendimento', conversationId, 'proposal.unanswered', { number: conversationId }, ['take', 'template'])
      : direct(agentId, conversationId, 'proposal.unanswered', { number: conversationId }, ['template', 'follow_up', 'lose']),
  ],
  still_waiting: ({ conversationId }) => [summons('gestao', conversationId, 'escalation.still_waiting', { number: conversationId }, ['take', 'assign', 'history'])],
  sla_over: (fact) => [slaAlert(fact.conversationId)],
  sla_acknowledged: (fact) => [slaAlert(fact.conversationId)],
  sla_unacknowledged: (fact, ctx) => [quietly(ctx, summons(fact.level === 'n1' ? 'supervisao' : 'gestao', fact.conversationId, 'sla.unacknowledged', { number: fact.conversationId }, ['look_after', 'take']))],
  boards_due: () => (['n1', 'n2', 'n3'] as const).map((level): DeliverySpec => ({ lane: lane.boards, kind: 'slack.board', payload: { level }, liveKey: `board:${level}` })),
  calendar_changed: () => [],
  holidays_imported: () => [],
  record_changed: () => [],
  portal_access: tellOfLockOut,
  client_read: () => [],
  api_token_moved: () => [],
  sla_policy_saved: () => [],
  ...replyRoutes,
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
  reply_changed_on_phone: ({ conversationId, messageId, replyId, change }) => [{ lane: lane.thread(conversationId), kind: 'slack.phone_change', conversationId, messageId, replyId, payload: { change } }],
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
  files_forgotten: ({ conversationId, files }) => files.map(({ attachmentId, messageId }): DeliverySpec => ({
    lane: lane.media(conversationId), kind: 'media.forget', conversationId, messageId, payload: { attachmentId }, liveKey: `forget:${attachmentId}`,
  })),
  attachment_opened: () => [],
  conversation_erased: () => [],
  contact_erasure_asked: () => [],
  // Now that its state says nothing of the person.
  contact_erased: ({ contactId, closed }, ctx) => [...closed.map((conversationId) => card(conversationId)), ...event('contact_erased', null, { contact: contactId, closedConversations: closed }, ctx)],
  contact_exported: () => [],
  thread_moved: ({ conversationId, oldChannel, oldThread, reason }) => [
    { lane: lane.thread(conversationId), kind: 'slack.recap', conversationId, rank: RANK.recap, payload: { oldChannel, oldThread, reason } },
    { lane: lane.ticks(conversationId), kind: 'slack.moved_notice', conversationId, payload: { channel: oldChannel, thread: oldThread } },
    card(conversationId),
  ],
  photo_wanted: ({ conversationId, contactId, lookAt }) => [{ lane: lane.photos, kind: 'whatsapp.photo', conversationId, payload: { contactId }, liveKey: `photo:${contactId}`, notBefore: lookAt }],
  contacts_merged: ({ conversationId, mergedConversationId, from }, ctx) => [
    ...(mergedConversationId === null
      ? []
      : [
          { lane: lane.thread(conversationId), kind: 'slack.merged', conversationId, rank: RANK.recap, payload: { merged: mergedConversationId } },
          { lane: lane.ticks(conversationId), kind: 'slack.moved_notice', conversationId },
          ...event('status_changed', mergedConversationId, { from, to: 'closed', lossReason: null }, ctx),
          ...event('conversation_closed', mergedConversationId, { from }, ctx),
        ]),
    card(conversationId),
  ],
  connection_moved: ({ name, connected, detail }) => [name === 'whatsapp' ? alert(connected ? 'whatsapp_connected' : 'whatsapp_disconnected', {}) : alert(connected ? 'partner_back' : 'partner_away', { partner: name, reason: detail })],
  mail_server_moved: ({ connected, detail }) => [connected ? alert('mail_connected', {}) : alert('mail_disconnected', { reason: detail })],
  delivery_died: ({ deliveryId, conversationId, lane: where, deliveryKind, reason }) =>
    where === lane.alerts
      ? []
      : [
          alert('delivery_died', { id: deliveryId, kind: deliveryKind, reason }, { conversationId }),
          // A card that cannot be drawn would not say that it cannot, and would die again and again.
          ...(conversationId === null || deliveryKind === 'slack.card' ? [] : [card(conversationId)]),
        ],
  dead_letter_decided: ({ conversationId }) => (conversationId === null ? [] : [card(conversationId)]),
  dead_event_decided: () => [],
  event_died: ({ eventId, reason }) => [alert('event_died', { id: eventId, reason })],
  channel_unusable: ({ channelId, reason }) => [alert('channel_unusable', { channel: channelId, reason }, { liveKey: `channel:${channelId}` })],
  webhook_tried: ({ webhookId }) => [webhookTrial(webhookId)],
  watch_due: ({ watch }) => [watch === 'catch_up' ? { lane: lane.catchUp, kind: 'slack.catch_up', liveKey: 'catch-up' } : { lane: lane.gateway, kind: 'whatsapp.watch', liveKey: 'gateway' }],
  day_ended: ({ from, to }) => [{ lane: lane.alerts, kind: 'slack.reconciliation', payload: { from: from.toISOString(), to: to.toISOString() } }],
  week_ended: ({ from, to }) => [{ lane: lane.alerts, kind: 'slack.weekly_report', payload: { from, to } }],
  export_made: () => [],
} satisfies Routes;
