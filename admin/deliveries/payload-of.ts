import { selectOne, type Sql } from '../../src/db/rows.js';
import { maskPayload } from '../../src/kit/mask-payload.js';
import type { Values } from '../resources/spec.js';

/** Puts the masked payload on a record that is shown alone; lists do not read it. */
export async function addMaskedPayload(sql: Sql, table: 'deliveries' | 'webhook_events', records: Values[], list: boolean): Promise<void> {
  const [record] = records;
  for (const one of records) delete one['payload'];
  if (list || record === undefined || records.length > 1) return;
  const row = await selectOne<{ payload: string | null }>(sql, `SELECT payload FROM ${table} WHERE id = ?`, [record['id']]);
  record['payload'] = row?.payload ? maskPayload(row.payload) : '';
}
