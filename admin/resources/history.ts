import { select } from '../../src/db/rows.js';
import { explainEmailReason } from '../../src/domain/email/explain-reason.js';
import { HistoryRecord } from '../../src/domain/history/entities.js';
import { explainPartnerReason } from '../../src/domain/partners/explain-reason.js';
import type { Translate } from '../../src/kit/i18n.js';
import type { House } from '../../src/wire.js';
import { CODES, labelOf, type CodeGroup } from '../codes.js';
import { changeInWords } from './change-in-words.js';
import { formsByTable } from './forms.js';
import type { BuildSpec, Values } from './spec.js';

/** Which codes the old and new value of an action are. */
const VALUES_OF: Record<string, CodeGroup> = {
  conversation_opened: 'status',
  status_change: 'status',
  send_failed: 'message_status',
  priority_change: 'priority',
  escalation: 'level',
  incident: 'severity',
  follow_up_ended: 'follow_up_state',
  export_made: 'report',
  personal_data_shown: 'personal_data',
  client_read: 'client_data',
  portal_signed_in: 'way',
  portal_failed: 'way',
  portal_locked_out: 'way',
  connection: 'connection',
  delivery_died: 'delivery_kind',
  delivery_retried: 'delivery_kind',
  delivery_discarded: 'delivery_kind',
};

/** The audit trail, with people's names and labels in place of ids and codes. */
export const history: BuildSpec = (house) => ({
  id: 'history',
  entity: HistoryRecord,
  icon: 'Clock',
  list: ['createdAt', 'conversationId', 'action', 'actorName', 'oldValue', 'newValue'],
  show: ['id', 'createdAt', 'conversationId', 'contactId', 'action', 'actorKind', 'actorName', 'oldValue', 'newValue', 'detail'],
  filter: ['conversationId', 'contactId', 'action', 'actorKind', 'actorId', 'createdAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  codes: { action: 'action', actorKind: 'actor_kind' },
  references: { conversationId: 'conversations', contactId: 'contacts', actorId: 'agents' },
  sortable: ['id', 'createdAt'],
  longTexts: ['detail'],
  labels: { createdAt: 'when', actorId: 'actorName' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  dress: (records) => historyInWords(records, house),
});

/** Puts names and labels in place of the ids and codes of these entries. */
export async function historyInWords(records: Values[], house: House): Promise<void> {
  const names = await namesOfAssigned(records, house);
  for (const record of records) {
    const words = (value: unknown) => valueInWords(String(record['action']), value, names, house);
    Object.assign(record, { oldValue: words(record['oldValue']), newValue: words(record['newValue']), detail: detailInWords(record, house) });
    if (record['action'] === 'record_changed' && record['newValue']) record['newValue'] = tableInWords(String(record['newValue']), house);
    if (CODES.actor_kind.codes.includes(String(record['actorName']))) record['actorName'] = labelOf(house.t, 'actor_kind', String(record['actorName']));
  }
}

async function namesOfAssigned(records: Values[], { source }: House): Promise<Map<string, string>> {
  const ids = records.filter((record) => record['action'] === 'assignment').flatMap((record) => [record['oldValue'], record['newValue']]).filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await select<{ id: number; name: string }>(source.manager, 'SELECT id, name FROM agents WHERE id IN (?)', [ids]);
  return new Map(rows.map((row) => [String(row.id), row.name]));
}

function valueInWords(action: string, value: unknown, names: Map<string, string>, { t }: House): unknown {
  if (typeof value !== 'string') return value;
  if (action === 'assignment') return names.get(value) ?? value;
  const group = VALUES_OF[action];
  // `smtp connected`
  return group ? labelOf(t, group, group === 'connection' ? value.replace(' ', '.') : value) : value;
}

/** `loss_reasons price` → `Motivos de perda price`. */
function tableInWords(value: string, house: House): string {
  const [table = '', ...rest] = value.split(' ');
  const resource = formsByTable(house).get(table)?.resource ?? (table === 'settings' ? 'settings' : undefined);
  return [resource ? house.t(`portal:resources.${resource}`) : table, ...rest].join(' ');
}

const DETAILS = ['agent', 'client', 'address', 'tries', 'why', 'reply', 'message', 'attachment', 'delivery', 'event', 'conversation', 'slackUser', 'survey', 'from', 'to', 'rows', 'webhook', 'email', 'copies', 'doubt'];

/** Why something went wrong: our own sentences and codes in the person's language. What a person wrote stays as it is. */
function reasonInWords(action: string, about: string, why: string, t: Translate): string {
  if (action === 'email_failed' || (action === 'delivery_died' && about === 'email.send') || (action === 'connection' && about.startsWith('smtp '))) return explainEmailReason(why, t);
  return action === 'connection' && !about.startsWith('whatsapp ') ? explainPartnerReason(why, t) : why;
}

/** `{"reply":12}` as `resposta: 12`. */
function detailInWords({ action, newValue, detail }: Values, house: House): unknown {
  if (typeof detail !== 'string') return detail;
  const { t } = house;
  const parsed = JSON.parse(detail) as Record<string, unknown>;
  if (typeof parsed['why'] === 'string') parsed['why'] = reasonInWords(String(action), String(newValue), parsed['why'], t);
  if (typeof parsed['after'] === 'object' && typeof parsed['table'] === 'string') return changeInWords(parsed as never, formsByTable(house).get(parsed['table'])?.form, house);
  const entries = Object.entries(parsed).filter(([, value]) => value !== null && value !== '');
  return entries.map(([name, value]) => `${DETAILS.includes(name) ? t(`portal:details.${name}`) : name}: ${typeof value === 'object' ? JSON.stringify(value) : typeof value === 'boolean' ? labelOf(t, 'yes_no', String(value)) : String(value)}`).join(' · ');
}
