import type { Ctx, DeliverySpec } from '../ctx.js';
import type { FactOf } from '../facts.js';
import type { EventType } from '../partners/event-types.js';
import type { Partner } from '../partners/outside.js';
import { lane } from './lanes.js';

/** Why Operations are called, with what tells it again when the call is made. */
export type EmergencyCause =
  | { cause: 'escalation'; from: string; reason: string; by: 'person' | 'clock' }
  | { cause: 'incident'; incidentId: number }
  /** As it was told: an answer in time that is learned of later takes a breach back. */
  | { cause: 'sla_breach'; sla: Record<'clock' | 'startedAt' | 'breachedAt', string> & { goalMinutes: number } };

const hears = ({ outside }: Ctx, partner: Partner): boolean => outside.partners.includes(partner);

/** The CRM's lead, brought up to date: at the proposal, when it becomes a customer, when it is lost (why, as it was then: reopened, the conversation knows no more). */
export const lead = ({ conversationId, to, reason, reasonLabel }: Pick<FactOf<'status_moved'>, 'conversationId' | 'to'> & Partial<FactOf<'status_moved'>>, ctx: Ctx): DeliverySpec[] =>
  hears(ctx, 'crm') && (to === 'proposal' || to === 'active' || to === 'lost')
    ? [{ lane: lane.partner('crm', conversationId), kind: 'crm.lead', conversationId, payload: { stage: to, loss: to === 'lost' && reason ? { reason, label: reasonLabel ?? reason } : null } }]
    : [];

/** An emergency for Operations. */
export const emergency = (conversationId: number, cause: EmergencyCause, ctx: Ctx): DeliverySpec[] =>
  hears(ctx, 'operacao') ? [{ lane: lane.partner('operacao', conversationId), kind: 'operacao.emergency', conversationId, payload: { ...cause } }] : [];

/** A serious incident: for the CRM when it is high or critical, for Operations also when it is an emergency of any severity. One call each. */
export const seriousIncident = ({ conversationId, incidentId, severity, category }: FactOf<'incident_opened'>, ctx: Ctx): DeliverySpec[] => {
  const isSerious = severity === 'high' || severity === 'critical';
  return [
    ...(isSerious && hears(ctx, 'crm') ? [{ lane: lane.partner('crm', conversationId), kind: 'crm.incident', conversationId, payload: { incidentId } }] : []),
    ...(isSerious || category === 'emergency' ? emergency(conversationId, { cause: 'incident', incidentId }, ctx) : []),
  ];
};

/** An event for the integrations hub, and for every webhook that asked for its type. `conversation` null: of the house. */
export const event = (type: EventType, conversationId: number | null, data: Record<string, unknown>, ctx: Ctx): DeliverySpec[] => [
  ...(hears(ctx, 'integracoes') ? [{ lane: lane.partner('integracoes', conversationId), kind: 'integracoes.event', conversationId, payload: { type, data } }] : []),
  ...ctx.outside.webhooks
    .filter(({ events }) => events.includes(type))
    .map(({ id }): DeliverySpec => ({ lane: lane.partner(`webhook:${id}`, conversationId), kind: 'webhook.event', conversationId, payload: { webhook: id, type, data } })),
];

/** A try of one webhook, asked for in the portal. */
export const webhookTrial = (webhookId: number): DeliverySpec => ({ lane: lane.partner(`webhook:${webhookId}`, null), kind: 'webhook.event', payload: { webhook: webhookId, type: 'ping', data: {} } });
