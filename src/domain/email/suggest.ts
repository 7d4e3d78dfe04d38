import { DateTime } from 'luxon';
import { select, selectOne, type Sql } from '../../db/rows.js';
import { protocolOf } from '../../kit/protocol.js';
import type { HouseWords } from '../ctx.js';
import { firstName, personName } from '../templates/person-name.js';
import type { EmailValues } from './fill.js';
import { addressIn } from './read-address.js';

/** How long a proposal is good for, when nobody says otherwise. */
const VALID_DAYS = 10;
/** How far back a customer's messages are searched for an address. */
const LOOKED_AT = 200;
/** What people adorn their names with in the chat. */
const NO_LETTER = /[^\p{L}\p{M}\p{N}\s.,'’()-]/gu;

interface Row {
  id: number;
  opened_at: Date;
  contact_name: string;
  patient_name: string | null;
  patient_age: number | null;
  care_type: string | null;
}

const dayOf = (at: Date, { zone, locale }: Pick<HouseWords, 'zone' | 'locale'>) => DateTime.fromJSDate(at, { zone }).setLocale(locale).toLocaleString({ day: '2-digit', month: '2-digit', year: 'numeric' });

/** What only the house fills in, for whoever writes. `name`: the contact's, as it will stand in the e-mail. */
export function knownValues(conversation: { id: number; opened_at: Date }, agentName: string, name: string, now: Date, house: HouseWords): EmailValues {
  return {
    'contact.first_name': firstName(name) ?? '',
    'agent.name': agentName,
    'agent.first_name': firstName(agentName) ?? agentName,
    brand: house.brand,
    protocol: protocolOf(conversation.id, conversation.opened_at, house.zone),
    today: dayOf(now, house),
  };
}

/** What the conversation tells of what is asked for: the contact, the patient, the triage's answers. */
export async function suggestedValues(sql: Sql, conversationId: number, now: Date, house: HouseWords): Promise<EmailValues> {
  const row = await selectOne<Row>(
    sql,
    `SELECT c.id, c.opened_at, k.name AS contact_name, p.name AS patient_name, p.age AS patient_age, p.care_type
     FROM conversations c JOIN contacts k ON k.id = c.contact_id LEFT JOIN patients p ON p.id = c.patient_id WHERE c.id = ?`,
    [conversationId],
  );
  if (!row) return {};
  const answers = await select<{ code: string; value: string; field_type: string }>(sql, 'SELECT i.code, a.value, i.field_type FROM triage_answers a JOIN triage_items i ON i.id = a.item_id WHERE a.conversation_id = ?', [conversationId]);
  const answer = (code: string) => {
    const found = answers.find((one) => one.code === code);
    const day = found?.field_type === 'date' ? DateTime.fromISO(found.value, { zone: house.zone }) : undefined;
    return day?.isValid ? dayOf(day.toJSDate(), house) : (found?.value ?? '');
  };
  return {
    'contact.name': (personName(row.contact_name) ?? '').replace(NO_LETTER, ' ').replace(/\s+/g, ' ').trim(),
    patient_name: row.patient_name ?? answer('patient_name'),
    patient_age: row.patient_age === null ? answer('patient_age') : String(row.patient_age),
    care_type: row.care_type ?? answer('care_type'),
    location: answer('location'),
    schedule: answer('schedule'),
    start_date: answer('start_date'),
    special_needs: answer('special_needs'),
    valid_until: dayOf(DateTime.fromJSDate(now, { zone: house.zone }).plus({ days: VALID_DAYS }).toJSDate(), house),
  };
}

/** The address this contact's last e-mail went to, else the last one they wrote in the chat; '' when there is none. */
export async function suggestedAddress(sql: Sql, conversationId: number): Promise<string> {
  const last = await selectOne<{ address: string }>(
    sql,
    `SELECT e.address FROM emails e JOIN conversations o ON o.id = e.conversation_id
     WHERE o.contact_id = (SELECT contact_id FROM conversations WHERE id = ?) AND e.state = 'sent' AND e.address <> '' ORDER BY e.id DESC LIMIT 1`,
    [conversationId],
  );
  if (last) return last.address;
  const messages = await select<{ body: string }>(sql, "SELECT body FROM (SELECT id, body FROM messages WHERE conversation_id = ? AND direction = 'inbound' AND status <> 'deleted' ORDER BY id DESC LIMIT ?) recent WHERE body LIKE '%@%' ORDER BY id DESC", [conversationId, LOOKED_AT]);
  return messages.map(({ body }) => addressIn(body)).find((address) => address !== undefined) ?? '';
}
