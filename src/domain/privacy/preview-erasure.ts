import { select, selectOne, type Sql } from '../../db/rows.js';
import { countOf } from './pages.js';
import { MESSAGES, OF_CONTACT, OF_CONVERSATION, type Place } from './places.js';
import { slackPlaces, wholeContact } from './whose.js';

/** What a person reads before a contact is erased. */
export interface ErasurePreview {
  /** What has to be typed to confirm: the phone's last four digits, of who hides it the contact's number. */
  proof: string;
  hasPhone: boolean;
  /** Rows that will change, by table. */
  counts: Record<string, number>;
  openConversations: number;
  slack: { channel: string; threads: number }[];
  /** When it was erased already. */
  erasedAt: Date | null;
}

/** Tables whose rows a person knows by name, in the order they are told. */
const TOLD = new Set(['patients', 'conversations', 'slack_replies', 'notes', 'follow_ups', 'triage_answers', 'incidents', 'satisfaction_surveys', 'emails']);

/** What would be erased of this contact, counted. @throws Refused `portal:privacy.refused.unknown` */
export async function previewErasure(sql: Sql, contactId: number): Promise<ErasurePreview> {
  const whole = await wholeContact(sql, contactId);
  const counts: Record<string, number> = { messages: await countOf(sql, MESSAGES, whole.contactIds), attachments: await filesOf(sql, whole.conversationIds) };
  const told = (places: readonly Place[]) => places.filter(({ table }) => TOLD.has(table));
  for (const place of told(OF_CONTACT)) counts[place.table] = await countOf(sql, place, whole.contactIds);
  for (const place of told(OF_CONVERSATION)) counts[place.table] = await countOf(sql, place, whole.conversationIds);
  const open = await selectOne<{ n: string }>(sql, 'SELECT COUNT(*) AS n FROM conversations WHERE open_contact_id IN (?)', [whole.contactIds]);
  return { ...proofOf(whole.phone, whole.contactId), counts, openConversations: Number(open?.n ?? 0), slack: await slackPlaces(sql, whole), erasedAt: whole.erasedAt };
}

/** The last four digits of the phone; who hides it is confirmed by the contact's number. */
export function proofOf(phone: string | null, contactId: number): { proof: string; hasPhone: boolean } {
  const digits = phone?.replace(/\D/g, '') ?? '';
  return digits.length >= 4 ? { proof: digits.slice(-4), hasPhone: true } : { proof: String(contactId), hasPhone: false };
}

async function filesOf(sql: Sql, conversationIds: number[]): Promise<number> {
  if (conversationIds.length === 0) return 0;
  const [row] = await select<{ n: string }>(sql, "SELECT COUNT(*) AS n FROM attachments WHERE conversation_id IN (?) AND state <> 'forgotten'", [conversationIds]);
  return Number(row?.n ?? 0);
}
