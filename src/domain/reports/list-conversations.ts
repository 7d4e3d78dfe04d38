import { select, selectOne, type Sql } from '../../db/rows.js';
import type { FunnelStatus, Level, Priority } from '../facts.js';
import { phoneKey } from '../people/phone-number.js';
import { conditionsOf, placeIn, type Listed, type Part } from './lists.js';

/** A conversation as other systems read it. */
export interface ConversationListed {
  id: number;
  channel: string;
  status: FunnelStatus;
  priority: Priority;
  level: Level;
  is_open: number;
  contact_id: number;
  contact_name: string;
  contact_phone: string | null;
  assignee_id: number | null;
  assignee_name: string | null;
  /** Names as a JSON list, or null. */
  tags: string | null;
  /** The advertisement, or the system that began it. */
  source: string | null;
  loss_reason: string | null;
  waiting_since: Date | null;
  opened_at: Date;
  closed_at: Date | null;
  last_message_at: Date | null;
  updated_at: Date;
}

export interface ConversationsAsked extends Listed {
  statuses?: FunnelStatus[] | undefined;
  open?: boolean | undefined;
  assigneeId?: number | undefined;
  priority?: Priority | undefined;
  level?: Level | undefined;
  contactId?: number | undefined;
  /** Digits. */
  phone?: string | undefined;
}

const SELECT = `SELECT c.id, c.channel, c.status, c.priority, c.level, c.open_contact_id IS NOT NULL AS is_open, c.contact_id, k.name AS contact_name, k.phone AS contact_phone, c.assignee_id, a.name AS assignee_name,
    (SELECT JSON_ARRAYAGG(g.name) FROM conversation_tags ct JOIN tags g ON g.id = ct.tag_id WHERE ct.conversation_id = c.id) AS tags,
    COALESCE(c.source_title, c.started_by) AS source, c.loss_reason, c.waiting_since, c.opened_at, c.closed_at, c.last_message_at, c.updated_at
  FROM conversations c JOIN contacts k ON k.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id`;

/** A page of conversations, one more than asked for when there is more; those that were merged into others are no longer there. */
export function listConversations(sql: Sql, asked: ConversationsAsked): Promise<ConversationListed[]> {
  const { statuses, open, assigneeId, priority, level, contactId, phone } = asked;
  const place = placeIn('c', asked);
  const parts: Part[] = [
    ['c.merged_into_id IS NULL'],
    ...(statuses ? [['c.status IN (?)', statuses] as Part] : []),
    ...(open === undefined ? [] : [[`c.open_contact_id IS ${open ? 'NOT NULL' : 'NULL'}`] as Part]),
    ...(assigneeId === undefined ? [] : [['c.assignee_id = ?', assigneeId] as Part]),
    ...(priority ? [['c.priority = ?', priority] as Part] : []),
    ...(level ? [['c.level = ?', level] as Part] : []),
    ...(contactId === undefined ? [] : [['c.contact_id = ?', contactId] as Part]),
    ...(phone === undefined ? [] : [['k.phone_key = ?', phoneKey(phone)] as Part]),
    ...place.parts,
  ];
  const { where, values } = conditionsOf(parts);
  return select<ConversationListed>(sql, `${SELECT} WHERE ${where} ORDER BY ${place.order} LIMIT ?`, [...values, asked.size + 1]);
}

/** One conversation; of one that was merged, the one that goes on. */
export function conversationListed(sql: Sql, id: number): Promise<ConversationListed | undefined> {
  return selectOne<ConversationListed>(sql, `${SELECT} WHERE c.id = (SELECT COALESCE(m.merged_into_id, m.id) FROM conversations m WHERE m.id = ?)`, [id]);
}
