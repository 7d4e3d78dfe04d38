import { write, type Sql } from '../../db/rows.js';
import type { Actor } from '../ctx.js';
import type { Fact, FactKind, FactOf } from '../facts.js';

interface Entry {
  action: string;
  old?: string | number | null;
  new?: string | number | null;
  detail?: Record<string, unknown>;
  /** A rule of the house did it, whoever began the command. */
  byRule?: true;
}

/** Facts that are no action of anybody on a conversation, or that another table tells in full. */
const NOTHING = () => undefined;

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

/** What the audit trail says of each fact. */
const entries: { [K in FactKind]: (fact: FactOf<K>) => Entry | undefined } = {
  conversation_opened: () => ({ action: 'conversation_opened', new: 'new' }),
  conversation_reopened: (fact) => ({ action: 'status_change', old: fact.from, new: fact.to, detail: { why: fact.why } }),
  message_received: NOTHING,
  phone_message_sent: NOTHING,
  posts_changed: NOTHING,
  assigned: (fact) => ({ action: 'assignment', old: fact.from, new: fact.to, ...(fact.why ? { detail: { why: fact.why } } : {}) }),
  status_moved: (fact) => ({ action: 'status_change', old: fact.from, new: fact.to, detail: { reason: fact.reason, why: fact.why } }),
  priority_moved: (fact) => ({ action: 'priority_change', old: fact.from, new: fact.to, detail: { reason: fact.reason } }),
  level_moved: (fact) => ({ action: 'escalation', old: fact.from, new: fact.to, detail: { reason: fact.reason } }),
  note_added: (fact) => ({ action: 'note', new: 'note', detail: { note: fact.noteId } }),
  tag_changed: (fact) => ({ action: 'tag', old: fact.on ? null : fact.name, new: fact.on ? fact.name : null, detail: { tag: fact.tagId } }),
  follow_up_planned: (fact) => ({ action: 'follow_up_planned', new: fact.dueAt.toISOString(), detail: { followUp: fact.followUpId } }),
  follow_up_due: (fact) => ({ action: 'follow_up_due', detail: { followUp: fact.followUpId } }),
  follow_up_ended: (fact) => ({ action: 'follow_up_ended', new: fact.how, detail: { followUp: fact.followUpId } }),
  patient_changed: (fact) => ({ action: 'patient', new: fact.change, detail: { patient: fact.patientId } }),
  red_flag_seen: (fact) => ({ action: 'red_flag', new: fact.phrases.join(', '), detail: { message: fact.messageId, phrases: fact.phrases } }),
  triage_answered: (fact) => ({ action: 'triage_answer', new: fact.code, detail: { item: fact.itemId, first: fact.first, cleared: fact.cleared } }),
  triage_completed: () => ({ action: 'triage_completed' }),
  triage_question_sent: (fact) => ({ action: 'triage_question', new: fact.code, detail: { item: fact.itemId, form: fact.formId } }),
  triage_summary_asked: NOTHING,
  priority_suggested: NOTHING,
  region_unserved: NOTHING,
  incident_opened: (fact) => ({ action: 'incident', new: fact.severity, detail: { incident: fact.incidentId, category: fact.category } }),
  incident_resolved: (fact) => ({ action: 'incident_resolved', detail: { incident: fact.incidentId } }),
  template_sent: (fact) => ({ action: 'template_sent', new: fact.code, detail: { template: fact.templateId, reply: fact.replyId } }),
  email_queued: (fact) => ({ action: 'email', new: fact.code, detail: { email: fact.emailId } }),
  email_sent: (fact) => ({ action: 'email_sent', new: fact.code, detail: { email: fact.emailId, ...(fact.repeated ? { copies: 2 } : {}) } }),
  email_failed: (fact) => ({ action: 'email_failed', new: fact.code, detail: { email: fact.emailId, why: fact.reason, ...(fact.doubt ? { doubt: true } : {}) } }),
  personal_data_shown: (fact) => ({ action: 'personal_data_shown', new: fact.what }),
  keyword_answered: NOTHING,
  team_join_asked: (fact) => ({ action: 'team_join_asked', detail: { request: fact.requestId } }),
  team_join_decided: (fact) => ({ action: 'team_join_decided', new: fact.decision, detail: { request: fact.requestId } }),
  shift_moved: (fact) => ({ action: `shift_${fact.change}`, detail: { agent: fact.agentId, shift: fact.shiftId } }),
  handover_moved: (fact) => ({ action: 'handover', new: fact.change, detail: { handover: fact.handoverId, from: fact.fromAgentId, to: fact.toAgentId } }),
  message_claimed: NOTHING,
  automatic_queued: (fact) => ({ action: 'automatic_message', new: fact.why, detail: { message: fact.messageIds[0] }, byRule: true }),
  client_message_queued: (fact) => ({ action: 'client_message', new: fact.template, detail: { message: fact.messageIds[0] } }),
  survey_sent: (fact) => ({ action: 'survey_sent', detail: { survey: fact.surveyId } }),
  survey_answered: (fact) => ({ action: 'survey_answered', old: fact.before, new: fact.score, detail: { survey: fact.surveyId } }),
  survey_commented: (fact) => ({ action: 'survey_commented', detail: { survey: fact.surveyId, message: fact.messageId } }),
  survey_expired: (fact) => ({ action: 'survey_expired', detail: { survey: fact.surveyId } }),
  survey_opted_out: (fact) => ({ action: 'survey_opted_out', detail: { survey: fact.surveyId } }),
  sla_at_risk: (fact) => ({ action: 'sla_at_risk', new: fact.clock, detail: { clock: fact.clockId } }),
  sla_breached: (fact) => ({ action: 'sla_breached', new: fact.clock, detail: { clock: fact.clockId } }),
  calendar_changed: (fact) => (fact.what === 'week' ? { action: 'calendar_changed', new: fact.detail, detail: { what: fact.what, before: fact.before, after: fact.after } } : undefined),
  holidays_imported: (fact) => ({ action: 'holidays_imported', new: `${fact.year} ${fact.place}`, detail: { added: fact.added, changed: fact.changed } }),
  proposal_unanswered: () => ({ action: 'proposal_unanswered', byRule: true }),
  still_waiting: (fact) => ({ action: 'still_waiting', new: fact.since.toISOString(), byRule: true }),
  sla_over: NOTHING,
  sla_acknowledged: () => ({ action: 'sla_acknowledged' }),
  sla_unacknowledged: (fact) => ({ action: 'sla_unacknowledged', new: fact.level }),
  boards_due: NOTHING,
  record_changed: (fact) => ({ action: 'record_changed', new: `${fact.table} ${fact.id}`, detail: { table: fact.table, record: fact.id, before: fact.before, after: fact.after } }),
  portal_access: (fact) => ({ action: `portal_${fact.change}`, ...(fact.way ? { new: fact.way } : {}), detail: { agent: fact.agentId, address: fact.address, ...(fact.tries ? { tries: fact.tries } : {}) } }),
  client_read: (fact) => ({ action: 'client_read', new: fact.data }),
  api_token_moved: (fact) => ({ action: `api_token_${fact.change}`, detail: { client: fact.clientId } }),
  sla_policy_saved: (fact) => ({ action: 'sla_policy_saved', new: fact.policyId, detail: { before: fact.before, after: fact.after } }),
  reply_queued: NOTHING,
  reply_composed: NOTHING,
  reply_shown: NOTHING,
  reply_kept: (fact) => (fact.state === 'note' ? { action: 'note', new: 'note', detail: { reply: fact.replyId } } : undefined),
  reply_held: (fact) => ({ action: 'reply_held', new: fact.reason, detail: { reply: fact.replyId } }),
  reply_refused: (fact) => ({ action: 'reply_refused', new: fact.reason, detail: { reply: fact.replyId, slackUser: fact.slackUserId } }),
  reply_discarded: (fact) => ({ action: 'reply_discarded', detail: { reply: fact.replyId } }),
  reply_amended: (fact) => ({ action: 'reply_amended', detail: { reply: fact.replyId } }),
  reply_amended_too_late: (fact) => ({ action: 'reply_amended_too_late', new: fact.change, detail: { reply: fact.replyId } }),
  reply_edited: (fact) => ({ action: 'reply_edited', detail: { reply: fact.replyId } }),
  reply_removed: (fact) => ({ action: 'reply_removed', detail: { reply: fact.replyId } }),
  amendment_failed: (fact) => ({ action: 'amendment_failed', new: fact.change, detail: { message: fact.messageId, why: fact.reason } }),
  message_status_moved: (fact) => (fact.to === 'failed' ? { action: 'send_failed', old: fact.from, new: fact.to, detail: { message: fact.messageId } } : undefined),
  message_retried: (fact) => ({ action: 'send_retried', detail: { message: fact.messageId } }),
  message_amended: (fact) => ({ action: `message_${fact.change}`, detail: { message: fact.messageId } }),
  reply_changed_on_phone: NOTHING,
  reaction_changed: NOTHING,
  agent_reacted: NOTHING,
  reaction_not_sent: NOTHING,
  attachment_wanted: NOTHING,
  attachment_stored: NOTHING,
  attachment_retried: (fact) => ({ action: 'attachment_retried', detail: { attachment: fact.attachmentId } }),
  attachment_failed: (fact) => ({ action: 'attachment_failed', detail: { attachment: fact.attachmentId, why: fact.reason } }),
  files_forgotten: (fact) => ({ action: 'files_forgotten', new: fact.files.length }),
  attachment_opened: (fact) => ({ action: 'attachment_opened', detail: { attachment: fact.attachmentId } }),
  conversation_erased: (fact) => ({ action: 'status_change', old: fact.from, new: fact.to }),
  contact_erasure_asked: () => ({ action: 'contact_erasure_asked' }),
  contact_erased: (fact) => ({ action: 'contact_erased', new: sum(fact.changed), detail: { askedBy: fact.askedBy, ...fact.changed } }),
  contact_exported: (fact) => ({ action: 'contact_exported', new: fact.messages }),
  thread_moved: (fact) => ({ action: 'thread_moved', old: `${fact.oldChannel}/${fact.oldThread}`, detail: { why: fact.reason } }),
  photo_wanted: NOTHING,
  contacts_merged: (fact) => ({ action: 'contacts_merged', old: fact.mergedContactId, new: fact.contactId, detail: { conversation: fact.mergedConversationId } }),
  connection_moved: (fact) => ({ action: 'connection', new: `${fact.name} ${fact.connected ? 'connected' : 'disconnected'}`, detail: { why: fact.detail } }),
  mail_server_moved: (fact) => ({ action: 'connection', new: `smtp ${fact.connected ? 'connected' : 'disconnected'}`, detail: { why: fact.detail } }),
  delivery_died: (fact) => ({ action: 'delivery_died', new: fact.deliveryKind, detail: { delivery: fact.deliveryId, why: fact.reason } }),
  dead_letter_decided: (fact) => ({ action: `delivery_${fact.decision}`, new: fact.deliveryKind, detail: { delivery: fact.deliveryId, ...(fact.reason ? { why: fact.reason } : {}) } }),
  dead_event_decided: (fact) => ({ action: `event_${fact.decision}`, detail: { event: fact.eventId, ...(fact.reason ? { why: fact.reason } : {}) } }),
  event_died: (fact) => ({ action: 'event_died', detail: { event: fact.eventId, why: fact.reason } }),
  channel_unusable: NOTHING,
  webhook_tried: (fact) => ({ action: 'webhook_tried', detail: { webhook: fact.webhookId } }),
  watch_due: NOTHING,
  day_ended: NOTHING,
  week_ended: NOTHING,
  export_made: (fact) => ({ action: 'export_made', new: fact.report, detail: { from: fact.from, to: fact.to, rows: fact.rows } }),
};

function row(fact: Fact, actor: Actor, now: Date): unknown[] | undefined {
  const entry = (entries[fact.kind] as (fact: Fact) => Entry | undefined)(fact);
  if (!entry) return undefined;
  const conversationId = 'conversationId' in fact ? fact.conversationId : null;
  const contactId = 'contactId' in fact ? fact.contactId : null;
  const who = entry.byRule ? ['system', null, 'system'] : actor.kind === 'agent' ? [actor.kind, actor.id, actor.name] : [actor.kind, null, actor.kind === 'client' ? actor.name : actor.kind];
  const text = (value: string | number | null | undefined) => (value === undefined || value === null ? null : String(value).slice(0, 190));
  return [conversationId, contactId, entry.action, ...who, text(entry.old), text(entry.new), entry.detail ? JSON.stringify(entry.detail) : null, now];
}

/** Adds the trail of these facts, in order, in one statement. Called by the ledger only. */
export async function appendHistory(tx: Sql, facts: Fact[], actor: Actor, now: Date): Promise<void> {
  const rows = facts.map((fact) => row(fact, actor, now)).filter((found) => found !== undefined);
  if (rows.length === 0) return;
  await write(tx, 'INSERT INTO conversation_history (conversation_id, contact_id, action, actor_kind, actor_id, actor_name, old_value, new_value, detail, created_at) VALUES ?', [rows]);
}
