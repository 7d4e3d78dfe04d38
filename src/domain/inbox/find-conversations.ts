import { selectOne, type Sql } from '../../db/rows.js';
import type { AuthorKind, ClockKind, FunnelStatus, Level, MessageStatus, Priority, Relation } from '../facts.js';

/** What a conversation's card shows. */
export interface CardData {
  id: number;
  status: FunnelStatus;
  priority: Priority;
  level: Level;
  opened_at: Date;
  closed_at: Date | null;
  waiting_since: Date | null;
  contact_name: string;
  contact_phone: string | null;
  assignee_id: number | null;
  assignee_name: string | null;
  assignee_slack: string | null;
  last_body: string | null;
  last_kind: string | null;
  last_author: AuthorKind | null;
  last_status: MessageStatus | null;
  last_at: Date | null;
  /** The advertisement the contact came from. */
  source_title: string | null;
  source_url: string | null;
  /** The system that began the conversation through the API. */
  started_by: string | null;
  failed: number;
  unshown: number;
  loss_reason: string | null;
  patient_name: string | null;
  patient_age: number | null;
  care_type: string | null;
  writer_relation: Relation | null;
  /** Required questions of the checklist, and how many of them are answered. */
  triage_needed: number;
  triage_done: number;
  /** Names, comma between. */
  tags: string | null;
  open_incidents: number;
  /** When somebody promised to come back to it; past when that is due and not done. */
  next_follow_up: Date | null;
  /** The running clock that is due first. */
  due_kind: ClockKind | null;
  due_at: Date | null;
}

/** One conversation for its card: contact, owner, last message, and how much of it could not be sent or shown. */
export function cardOf(sql: Sql, conversationId: number): Promise<CardData | undefined> {
  return selectOne<CardData>(
    sql,
    `SELECT c.id, c.status, c.priority, c.level, c.opened_at, c.closed_at, c.waiting_since, c.source_title, c.source_url, c.started_by, p.name AS contact_name, p.phone AS contact_phone,
       a.id AS assignee_id, a.name AS assignee_name, a.slack_user_id AS assignee_slack,
       m.body AS last_body, m.kind AS last_kind, m.author_kind AS last_author, m.status AS last_status, m.occurred_at AS last_at,
       (SELECT COUNT(*) FROM messages f WHERE f.conversation_id = c.id AND f.status = 'failed') AS failed,
       (SELECT COUNT(*) FROM deliveries d WHERE d.conversation_id = c.id AND d.kind = 'slack.post' AND d.status = 'dead') AS unshown,
       (SELECT label FROM loss_reasons l WHERE l.code = c.loss_reason) AS loss_reason, c.writer_relation, s.name AS patient_name, s.age AS patient_age, s.care_type,
       (SELECT COUNT(*) FROM triage_items i WHERE i.active AND i.required) AS triage_needed,
       (SELECT COUNT(*) FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = c.id AND i.active AND i.required) AS triage_done,
       (SELECT GROUP_CONCAT(g.name ORDER BY g.name SEPARATOR ', ') FROM conversation_tags ct JOIN tags g ON g.id = ct.tag_id WHERE ct.conversation_id = c.id) AS tags,
       (SELECT COUNT(*) FROM incidents n WHERE n.conversation_id = c.id AND n.status = 'open') AS open_incidents,
       (SELECT MIN(f.due_at) FROM follow_ups f WHERE f.conversation_id = c.id AND f.state IN ('planned', 'due')) AS next_follow_up, k.kind AS due_kind, k.due_at
     FROM conversations c JOIN contacts p ON p.id = c.contact_id LEFT JOIN patients s ON s.id = c.patient_id LEFT JOIN agents a ON a.id = c.assignee_id LEFT JOIN messages m ON m.id = c.last_message_id
     LEFT JOIN sla_clocks k ON k.id = (SELECT d.id FROM sla_clocks d WHERE d.conversation_id = c.id AND d.running_key IS NOT NULL ORDER BY d.due_at IS NULL, d.due_at, d.id LIMIT 1)
     WHERE c.id = ?`,
    [conversationId],
  );
}
