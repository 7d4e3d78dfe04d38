import { select, selectOne, type Sql } from '../../db/rows.js';
import type { Severity } from '../facts.js';

export const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export interface Category {
  code: string;
  label: string;
}

/** What an incident can be about, in the order the portal gives. */
export function activeCategories(sql: Sql): Promise<Category[]> {
  return select<Category>(sql, 'SELECT code, label FROM incident_categories WHERE active = 1 ORDER BY position, code');
}

export interface Incident {
  id: number;
  conversation_id: number;
  severity: Severity;
  category: string;
  category_label: string;
  description: string;
  status: 'open' | 'resolved';
  opened_at: Date;
  opened_by_name: string | null;
  resolution: string | null;
  resolved_at: Date | null;
  resolved_by_name: string | null;
}

const LOAD = `SELECT i.id, i.conversation_id, i.severity, i.category, COALESCE(k.label, i.category) AS category_label, i.description, i.status, i.opened_at, o.name AS opened_by_name,
    i.resolution, i.resolved_at, r.name AS resolved_by_name
  FROM incidents i LEFT JOIN incident_categories k ON k.code = i.category LEFT JOIN agents o ON o.id = i.opened_by LEFT JOIN agents r ON r.id = i.resolved_by`;

/** One incident. */
export function findIncident(sql: Sql, id: number): Promise<Incident | undefined> {
  return selectOne<Incident>(sql, `${LOAD} WHERE i.id = ?`, [id]);
}

/** The incidents of a conversation, open ones first, worst first. */
export function incidentsOf(sql: Sql, conversationId: number, limit = 20): Promise<Incident[]> {
  return select<Incident>(sql, `${LOAD} WHERE i.conversation_id = ? ORDER BY i.status, FIELD(i.severity, 'critical', 'high', 'medium', 'low'), i.id DESC LIMIT ?`, [conversationId, limit]);
}
