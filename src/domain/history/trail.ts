import { select, type Sql } from '../../db/rows.js';

/** One row of a conversation's audit trail. */
export interface TrailRow {
  id: number;
  action: string;
  actor_kind: 'agent' | 'client' | 'customer' | 'system';
  actor_name: string;
  old_value: string | null;
  new_value: string | null;
  /** JSON. */
  detail: string | Record<string, unknown> | null;
  created_at: Date;
}

/** What was done with a conversation, and with those merged into it: a page of `size` rows, newest first, each page oldest first. One row more than `size` was found when there are older ones. */
export async function trailOf(sql: Sql, conversationId: number, page: number, size: number): Promise<{ rows: TrailRow[]; hasOlder: boolean }> {
  const rows = await select<TrailRow>(
    sql,
    `SELECT h.id, h.action, h.actor_kind, h.actor_name, h.old_value, h.new_value, h.detail, h.created_at FROM conversation_history h
     WHERE h.conversation_id IN (SELECT id FROM conversations WHERE id = ? OR merged_into_id = ?) ORDER BY h.id DESC LIMIT ? OFFSET ?`,
    [conversationId, conversationId, size + 1, (page - 1) * size],
  );
  return { rows: rows.slice(0, size).reverse(), hasOlder: rows.length > size };
}
