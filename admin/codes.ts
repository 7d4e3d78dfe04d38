import { CONTACTS, HOURS, ONCE, TRIGGERS } from '../src/domain/automation/conditions.js';
import { SEVERITIES } from '../src/domain/incidents/incidents.js';
import type { AuthorKind, FunnelStatus, Level, MessageStatus, Priority, Role } from '../src/domain/facts.js';
import { PARTNERS } from '../src/domain/partners/outside.js';
import { REPORTS } from '../src/domain/reports/catalogue.js';
import type { Translate } from '../src/kit/i18n.js';

/** How a code is coloured. */
export type Tone = 'good' | 'warn' | 'bad' | 'calm';

interface Group {
  /** Where its labels are, in locales/. */
  texts: string;
  codes: readonly string[];
  tones?: Record<string, Tone>;
}

const FUNNEL = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'] satisfies FunnelStatus[];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] satisfies Priority[];
const LEVELS = ['n1', 'n2', 'n3'] satisfies Level[];
const MESSAGE_STATUSES = ['queued', 'sent', 'delivered', 'read', 'played', 'failed', 'deleted'] satisfies MessageStatus[];
const AUTHORS = ['contact', 'agent', 'phone', 'system'] satisfies AuthorKind[];
const ROLES = ['agent', 'supervisor', 'admin'] satisfies Role[];

const KINDS = ['text', 'image', 'audio', 'voice', 'video', 'round_video', 'gif', 'document', 'sticker', 'location', 'contacts', 'choice', 'poll', 'vote', 'product', 'order', 'payment', 'event', 'offer', 'call', 'waiting', 'view_once', 'unknown'];

/** Every closed list of codes that the portal shows. A code that is not listed is shown as it is stored. */
export const CODES = {
  status: { texts: 'slack:status', codes: FUNNEL, tones: { new: 'warn', active: 'good', lost: 'bad', closed: 'calm' } },
  priority: { texts: 'slack:priority', codes: PRIORITIES, tones: { low: 'calm', normal: 'calm', high: 'warn', urgent: 'bad' } },
  level: { texts: 'slack:level', codes: LEVELS, tones: { n1: 'calm', n2: 'warn', n3: 'bad' } },
  message_status: { texts: 'slack:message_status', codes: MESSAGE_STATUSES, tones: { queued: 'warn', delivered: 'good', read: 'good', played: 'good', failed: 'bad' } },
  author: { texts: 'slack:author', codes: AUTHORS },
  role: { texts: 'portal:codes.role', codes: ROLES, tones: { agent: 'calm', admin: 'good' } },
  severity: { texts: 'slack:severity', codes: SEVERITIES, tones: { low: 'calm', medium: 'warn', high: 'bad', critical: 'bad' } },
  incident_status: { texts: 'portal:codes.incident_status', codes: ['open', 'resolved'], tones: { open: 'warn', resolved: 'good' } },
  survey_score: { texts: 'portal:codes.survey_score', codes: ['1', '2', '3', '4', '5'], tones: { 1: 'bad', 2: 'bad', 3: 'warn', 4: 'good', 5: 'good' } },
  survey_state: { texts: 'portal:codes.survey_state', codes: ['planned', 'skipped', 'sent', 'answered', 'expired'], tones: { answered: 'good', expired: 'calm', skipped: 'calm' } },
  follow_up_state: { texts: 'portal:codes.follow_up_state', codes: ['planned', 'due', 'done', 'cancelled', 'moved'], tones: { due: 'warn', done: 'good', cancelled: 'calm', moved: 'calm' } },
  clock_outcome: { texts: 'portal:codes.clock_outcome', codes: ['running', 'paused', 'met', 'breached'], tones: { met: 'good', breached: 'bad', paused: 'calm' } },
  template_category: { texts: 'portal:options.category', codes: ['general', 'automatic'] },
  auto_trigger: { texts: 'portal:options.trigger_code', codes: TRIGGERS },
  auto_hours: { texts: 'portal:options.hours', codes: HOURS },
  auto_contact: { texts: 'portal:options.contact', codes: CONTACTS },
  auto_once: { texts: 'portal:options.once', codes: ONCE },
  field_type: { texts: 'portal:options.field_type', codes: ['text', 'number', 'choice', 'date'] },
  holiday_scope: { texts: 'portal:options.scope', codes: ['national', 'state', 'city'] },
  holiday_source: { texts: 'portal:options.source', codes: ['manual', 'import'] },
  yes_no: { texts: 'portal:codes.yes_no', codes: ['true', 'false'], tones: { true: 'good', false: 'calm' } },
  channel: { texts: 'portal:codes.channel', codes: ['whatsapp', 'email', 'phone'] },
  personal_data: { texts: 'portal:codes.personal_data', codes: ['phone', 'triage'] },
  client_data: { texts: 'portal:codes.client_data', codes: ['conversations', 'messages', 'contacts'] },
  direction: { texts: 'portal:codes.direction', codes: ['inbound', 'outbound'], tones: { outbound: 'good' } },
  message_kind: { texts: 'portal:codes.message_kind', codes: KINDS },
  event_provider: { texts: 'portal:codes.event_provider', codes: ['zapi', 'slack'] },
  event_kind: {
    texts: 'portal:codes.event_kind',
    codes: ['message', 'edit', 'revoke', 'notification', 'waiting', 'other_chat', 'status', 'delivery', 'connection', 'presence', 'unknown', 'reply', 'deletion'],
  },
  event_outcome: {
    texts: 'portal:codes.event_outcome',
    codes: [
      'message', 'known_message', 'echo', 'echo_early', 'status', 'status_early', 'connection', 'other_chat', 'other_thread', 'known_reply', 'amended', 'discarded', 'kept', 'same_text',
      'nothing_to_change', 'deleted_before_taken', 'too_late', 'edit_follows', 'deletion_follows', 'older_edit', 'amendment_status', 'reaction_inside', 'reaction_outdated',
      'reaction', 'reaction_removed', 'own_post', 'message_survey', 'message_courtesy', 'erased',
    ],
  },
  event_status: { texts: 'portal:codes.event_status', codes: ['pending', 'done', 'dead', 'discarded'], tones: { pending: 'warn', done: 'good', dead: 'bad' } },
  delivery_status: { texts: 'portal:codes.delivery_status', codes: ['pending', 'sending', 'sent', 'obsolete', 'held', 'dead', 'discarded'], tones: { held: 'warn', pending: 'warn', sending: 'warn', sent: 'good', dead: 'bad' } },
  delivery_kind: {
    texts: 'portal:codes.delivery_kind',
    codes: [
      'whatsapp.send', 'whatsapp.watch', 'whatsapp.edit', 'whatsapp.delete', 'whatsapp.react', 'whatsapp.photo', 'slack.amend_failure',
      'slack.post', 'slack.post_update', 'slack.card', 'slack.tick', 'slack.whisper', 'slack.unfit', 'slack.failure', 'slack.stale', 'slack.recap',
      'slack.moved_notice', 'slack.merged', 'slack.alert', 'slack.reconciliation', 'slack.weekly_report', 'slack.catch_up', 'slack.composed', 'slack.phone_change',
      'slack.file', 'slack.file_notice', 'media.fetch', 'media.forget', 'slack.act_answer', 'slack.line', 'slack.direct', 'slack.team_request', 'slack.team_request_redraw', 'slack.team_answer', 'slack.handover', 'slack.handover_redraw', 'slack.summons', 'slack.suggestion', 'slack.triage_summary', 'slack.note', 'slack.reminder', 'slack.sla_alert', 'slack.board',
      'crm.lead', 'crm.incident', 'operacao.emergency', 'integracoes.event', 'webhook.event', 'email.send', 'slack.email',
    ],
  },
  email_state: { texts: 'portal:codes.email_state', codes: ['queued', 'sent', 'failed'], tones: { queued: 'warn', sent: 'good', failed: 'bad' } },
  connection: { texts: 'portal:codes.connection', codes: ['whatsapp', 'smtp', ...PARTNERS].flatMap((name) => [`${name}.connected`, `${name}.disconnected`]) },
  report: { texts: 'reports:name', codes: [...Object.keys(REPORTS), 'conversations'] },
  way: { texts: 'portal:codes.way', codes: ['password', 'code', 'slack'] },
  actor_kind: { texts: 'portal:codes.actor_kind', codes: ['agent', 'client', 'customer', 'system'] },
  action: {
    texts: 'portal:codes.action',
    codes: [
      'conversation_opened', 'status_change', 'assignment', 'note', 'reply_held', 'reply_refused', 'reply_discarded', 'reply_amended', 'reply_amended_too_late', 'send_failed',
      'reply_edited', 'reply_removed', 'amendment_failed', 'message_edited', 'message_deleted', 'message_filled', 'attachment_retried', 'attachment_failed', 'attachment_opened', 'files_forgotten',
      'send_retried', 'thread_moved', 'contacts_merged', 'connection', 'delivery_died', 'delivery_retried', 'delivery_discarded', 'event_died', 'event_retried', 'event_discarded',
      'priority_change', 'escalation', 'tag', 'follow_up_planned', 'follow_up_due', 'follow_up_ended', 'patient', 'red_flag', 'triage_answer', 'triage_completed', 'triage_question',
      'incident', 'incident_resolved', 'template_sent', 'email', 'email_sent', 'email_failed', 'personal_data_shown', 'team_join_asked', 'team_join_decided', 'shift_started', 'shift_ended', 'handover', 'sla_at_risk', 'sla_breached', 'sla_policy_saved', 'record_changed', 'portal_signed_in', 'portal_signed_out', 'portal_failed', 'portal_locked_out', 'portal_factor_on', 'portal_factor_off', 'portal_factor_recovery', 'sla_acknowledged', 'still_waiting', 'proposal_unanswered', 'sla_unacknowledged', 'calendar_changed', 'holidays_imported',
      'automatic_message', 'client_message', 'client_read', 'api_token_issued', 'api_token_revoked', 'survey_sent', 'survey_answered', 'survey_commented', 'survey_expired', 'survey_opted_out', 'export_made', 'contact_exported', 'contact_erasure_asked', 'contact_erased', 'webhook_tried',
    ],
    tones: { portal_failed: 'warn', portal_locked_out: 'bad', send_failed: 'bad', email_failed: 'bad', delivery_died: 'bad', event_died: 'bad', reply_refused: 'warn', reply_held: 'warn' },
  },
} satisfies Record<string, Group>;

export type CodeGroup = keyof typeof CODES;

/** Label of a code for people's eyes, its first letter big. */
export function labelOf(t: Translate, group: CodeGroup, code: string): string {
  const { texts, codes }: Group = CODES[group];
  if (!codes.includes(code)) return code;
  const label = t(`${texts}.${code}`);
  return label.charAt(0).toLocaleUpperCase() + label.slice(1);
}

export function tonesOf(group: CodeGroup): Record<string, Tone> {
  return (CODES[group] as Group).tones ?? {};
}
