import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { ClientData } from '../facts.js';

/**
 * Puts it in the audit trail that a system read personal data, once a day for each kind: a line for every call would bury the
 * rest of the trail. Concurrency: unique key of api_requests; a space keeps it apart from the keys of calls.
 * @param client as in once.ts
 * @param day `YYYY-MM-DD` of the business zone
 */
export async function noteReading(ctx: Ctx, client: string, data: ClientData, day: string): Promise<void> {
  const { affectedRows } = await write(ctx.tx, "INSERT IGNORE INTO api_requests (client, request_key, fingerprint, occurred_at) VALUES (?, ?, '', ?)", [client, `read ${data} ${day}`, ctx.now]);
  if (affectedRows === 1) ctx.record({ kind: 'client_read', data });
}
