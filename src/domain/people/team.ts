import { select, type Sql } from '../../db/rows.js';
import type { Role } from '../facts.js';

/** Somebody who works here now. */
export interface TeamMember {
  id: number;
  name: string;
  role: Role;
  slack_user_id: string;
  /** Open conversations they own. */
  open: number;
}

/** Everybody active who has a Slack user, by name, with their load. */
export function teamMembers(sql: Sql): Promise<TeamMember[]> {
  return select<TeamMember>(
    sql,
    `SELECT a.id, a.name, a.role, a.slack_user_id, CAST((SELECT COUNT(*) FROM conversations c WHERE c.assignee_id = a.id AND c.open_contact_id IS NOT NULL) AS SIGNED) AS open
     FROM agents a WHERE a.active = 1 AND a.slack_user_id IS NOT NULL ORDER BY a.name, a.id`,
  );
}
