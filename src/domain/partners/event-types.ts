/** What happens here and may be told outside, by name (docs/integrations.md). */
export const EVENT_TYPES = [
  'lead_received', 'conversation_assigned', 'status_changed', 'escalated', 'incident_opened', 'incident_resolved', 'sla_breached', 'conversation_closed', 'survey_answered', 'contact_erased',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Sent when an administrator tries a webhook; not to be asked for. */
export const TRIAL_EVENT = 'ping';
