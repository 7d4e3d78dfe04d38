import { DateTime } from 'luxon';
import { selectOne, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { protocolOf } from '../../kit/protocol.js';
import type { HouseWords } from '../ctx.js';
import { firstName, personName } from './person-name.js';
import { describeHours } from '../working-hours/describe-hours.js';
import { UNGIVEN } from './given-values.js';
import type { TemplateValues } from './render.js';
import type { VariableName } from './variables.js';

interface Row {
  opened_at: Date;
  contact_name: string;
  patient_name: string | null;
}

/**
 * What a conversation fills templates with.
 * @param agentName who writes; null for an automatic message of an unowned conversation
 * @throws Refused `slack:refused.no_conversation`
 */
export async function valuesFor(sql: Sql, conversationId: number, agentName: string | null, now: Date, house: HouseWords): Promise<TemplateValues> {
  const row = await selectOne<Row>(
    sql,
    `SELECT c.opened_at, k.name AS contact_name,
       COALESCE(p.name, (SELECT a.value FROM triage_answers a JOIN triage_items i ON i.id = a.item_id WHERE a.conversation_id = c.id AND i.code = 'patient_name')) AS patient_name
     FROM conversations c JOIN contacts k ON k.id = c.contact_id LEFT JOIN patients p ON p.id = c.patient_id WHERE c.id = ?`,
    [conversationId],
  );
  if (!row) throw new Refused('slack:refused.no_conversation', { number: conversationId });
  const hours = describeHours((await house.calendar()).hours, house.t);
  return valuesOf({ contactName: row.contact_name, agentName, patientName: row.patient_name, protocol: protocolOf(conversationId, row.opened_at, house.zone), hours }, now, house);
}

interface Given {
  contactName: string;
  agentName: string | null;
  patientName: string | null;
  protocol: string;
  hours: string;
}

function valuesOf({ contactName, agentName, patientName, protocol, hours }: Given, now: Date, house: HouseWords): TemplateValues {
  const { t, zone, locale, brand } = house;
  const local = DateTime.fromJSDate(now, { zone }).setLocale(locale);
  const all: Record<VariableName, string | undefined> = {
    'contact.first_name': firstName(contactName),
    'contact.name': personName(contactName),
    'agent.first_name': firstName(agentName),
    'agent.name': personName(agentName),
    patient_name: personName(patientName),
    protocol,
    brand,
    business_hours: hours,
    greeting: t(`slack:template.greeting.${local.hour < 12 ? 'morning' : local.hour < 18 ? 'afternoon' : 'evening'}`),
    today: local.toLocaleString(DateTime.DATE_SHORT),
    visit_date: undefined,
    visit_time: undefined,
    caregiver_name: undefined,
    link: undefined,
  };
  const you = t('slack:template.instead.contact');
  const team = t('slack:template.instead.agent');
  return {
    known: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    instead: { ...UNGIVEN, 'contact.first_name': you, 'contact.name': you, 'agent.first_name': team, 'agent.name': team, patient_name: t('slack:template.instead.patient') },
  };
}
