import { select, type Sql } from '../../db/rows.js';
import type { FunnelStatus } from '../facts.js';
import { phoneKey } from '../people/phone-number.js';
import type { Search } from './read-search.js';

/** A conversation that was found. */
export interface Found {
  id: number;
  name: string;
  phone: string | null;
  status: FunnelStatus;
  assignee_name: string | null;
  opened_at: Date;
  closed_at: Date | null;
  last_at: Date | null;
  channel_id: string | null;
  thread_ts: string | null;
  /** The newest message that has the words, when it was found by one. */
  hit_kind: string | null;
  hit_body: string | null;
}

type Part = [statement: string, ...parameters: unknown[]];

const OF_CONTACTS = 'SELECT c.id AS conversation_id, 1 AS named, NULL AS message_id FROM contacts p JOIN conversations c ON c.contact_id = p.id WHERE';
const OF_PATIENTS = 'SELECT c.id, 1, NULL FROM patients s JOIN conversations c ON c.contact_id = s.contact_id WHERE MATCH(s.name) AGAINST (? IN BOOLEAN MODE)';
const OF_MESSAGES = "SELECT m.conversation_id, 0, MAX(m.id) FROM messages m WHERE MATCH(m.body) AGAINST (? IN BOOLEAN MODE) AND m.status <> 'deleted' GROUP BY m.conversation_id";

/** Where conversations are found; each by an index. None: by tags and statuses alone. */
function sourcesOf({ words, name, phone }: Search): Part[] {
  if (words.length > 0) {
    // Only letters and digits are left in the words (read-search.ts): `+` and `*` are ours.
    const all = words.map((word) => `+${word}*`).join(' ');
    return [[`${OF_CONTACTS} MATCH(p.name) AGAINST (? IN BOOLEAN MODE)`, all], [OF_PATIENTS, all], [OF_MESSAGES, all]];
  }
  if (name !== null) return [[`${OF_CONTACTS} p.name LIKE ?`, `${name}%`]];
  if (phone === null) return [];
  return [
    [`${OF_CONTACTS} p.phone LIKE ?`, `%${phone}%`],
    [`${OF_CONTACTS} p.phone_key LIKE ?`, `%${phone}%`],
    // With or without the ninth digit it is the same phone.
    ...(phone.length >= 10 ? [[`${OF_CONTACTS} p.phone_key IN (?)`, [phoneKey(phone), phoneKey(`55${phone}`)]] as Part] : []),
    ...(phone.length <= 9 ? [['SELECT id, 1, NULL FROM conversations WHERE id = ?', Number(phone)] as Part] : []),
  ];
}

/** The statement of a search and its values: names before messages, open before ended, the latest first. */
export function searchStatement(search: Search, tagIds: number[], limit: number, offset: number): { statement: string; parameters: unknown[] } {
  const sources = sourcesOf(search);
  const hits = `(SELECT conversation_id, MAX(named) AS named, MAX(message_id) AS message_id FROM (${sources.map(([source]) => source).join(' UNION ALL ')}) found GROUP BY conversation_id)`;
  const from = sources.length === 0 ? 'conversations c' : `${hits} hits JOIN conversations c ON c.id = hits.conversation_id`;
  const conditions: Part[] = [
    ['c.merged_into_id IS NULL'],
    ...(search.statuses.length > 0 ? [['c.status IN (?)', search.statuses] as Part] : []),
    ...tagIds.map((id): Part => ['EXISTS (SELECT 1 FROM conversation_tags ct WHERE ct.tag_id = ? AND ct.conversation_id = c.id)', id]),
  ];
  const statement = `SELECT c.id, k.name, k.phone, c.status, a.name AS assignee_name, c.opened_at, c.closed_at, c.last_message_at AS last_at, t.channel_id, t.thread_ts,
      ${sources.length === 0 ? 'NULL AS hit_kind, NULL AS hit_body' : 'm.kind AS hit_kind, LEFT(m.body, 20000) AS hit_body'}
    FROM ${from} JOIN contacts k ON k.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id
      LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id ${sources.length === 0 ? '' : 'LEFT JOIN messages m ON m.id = hits.message_id'}
    WHERE ${conditions.map(([condition]) => condition).join(' AND ')}
    ORDER BY ${sources.length === 0 ? '' : 'hits.named DESC, '}c.open_contact_id IS NULL, c.last_message_at DESC, c.id DESC LIMIT ? OFFSET ?`;
  return { statement, parameters: [...sources, ...conditions].flatMap(([, ...values]) => values).concat(limit, offset) };
}

/** A page of what was found, and whether there is more. */
export async function searchConversations(sql: Sql, search: Search, tagIds: number[], page: number, size: number): Promise<{ rows: Found[]; hasMore: boolean }> {
  const { statement, parameters } = searchStatement(search, tagIds, size + 1, page * size);
  const rows = await select<Found>(sql, statement, parameters);
  return { rows: rows.slice(0, size), hasMore: rows.length > size };
}
