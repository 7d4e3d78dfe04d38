import { selectOne, type Sql } from '../../db/rows.js';
import type { AuthorKind, FunnelStatus, Level, MessageStatus, Priority } from '../facts.js';

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
  failed: number;
  unshown: number;
}

/** One conversation for its card: contact, owner, last message, and how much of it could not be sent or shown. */
export function cardOf(sql: Sql, conversationId: number): Promise<CardData | undefined> {
  return selectOne<CardData>(
    sql,
    `SELECT c.id, c.status, c.priority, c.level, c.opened_at, c.closed_at, c.waiting_since, c.source_title, c.source_url, p.name AS contact_name, p.phone AS contact_phone,
       a.id AS assignee_id, a.name AS assignee_name, a.slack_user_id AS assignee_slack,
       m.body AS last_body, m.kind AS last_kind, m.author_kind AS last_author, m.status AS last_status, m.occurred_at AS last_at,
       (SELECT COUNT(*) FROM messages f WHERE f.conversation_id = c.id AND f.status = 'failed') AS failed,
       (SELECT COUNT(*) FROM deliveries d WHERE d.conversation_id = c.id AND d.kind = 'slack.post' AND d.status = 'dead') AS unshown
     FROM conversations c JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id LEFT JOIN messages m ON m.id = c.last_message_id
     WHERE c.id = ?`,
    [conversationId],
  );
}
