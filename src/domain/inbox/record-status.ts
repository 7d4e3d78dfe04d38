import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus } from '../facts.js';
import { mayMove } from './message-status.js';
import { statusOfCall } from './outbound-calls.js';

/** A tick from the gateway, for one or more messages. */
export interface StatusReport {
  externalIds: string[];
  /** The gateway's own queue id, when the report names it. */
  gatewayId?: string | null;
  status: MessageStatus;
  error?: string | null;
  occurredAt: Date;
}

interface MessageRow {
  id: number;
  conversation_id: number;
  external_id: string | null;
  gateway_id: string | null;
  reply_id: number | null;
  status: MessageStatus;
}

const AT: Partial<Record<MessageStatus, string>> = { sent: 'sent_at', delivered: 'delivered_at', read: 'read_at' };

/**
 * Moves messages forward by what the gateway reports. A report may come before the answer of the send that made the
 * message: it then waits in early_statuses and is applied when the id becomes known (record-gateway-ids.ts). Both sides
 * write first and read afterwards with locks, so one of them always sees the other.
 */
export async function recordStatus(ctx: Ctx, report: StatusReport): Promise<string> {
  const { tx } = ctx;
  await write(tx, 'INSERT IGNORE INTO early_statuses (provider, external_id, status, error, occurred_at) VALUES ?', [
    report.externalIds.map((id) => ['zapi', id, report.status, report.error ?? null, report.occurredAt]),
  ]);
  const ids = [...report.externalIds, ...(report.gatewayId ? [report.gatewayId] : [])];
  if (await statusOfCall(ctx, ids, report.status, report.error ?? null)) return 'amendment_status';
  const rows = await select<MessageRow>(
    tx,
    `SELECT id, conversation_id, external_id, gateway_id, reply_id, status FROM messages WHERE provider = 'zapi' AND direction = 'outbound' AND (external_id IN (?) OR gateway_id = ?) ORDER BY id FOR UPDATE`,
    [report.externalIds, report.gatewayId ?? ''],
  );
  if (rows.length === 0) return 'status_early';
  for (const row of rows) await moveMessage(ctx, row, report.status, { at: report.occurredAt, error: report.error ?? null });
  // A report tells of several messages at once; what belongs to one we do not know yet goes on waiting for it.
  const known = report.externalIds.filter((id) => rows.some((row) => row.external_id === id || row.gateway_id === id));
  if (known.length > 0) await write(tx, "DELETE FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?)", [known]);
  return 'status';
}

/** Applies one status to one locked message, if it moves it forward. */
export async function moveMessage(ctx: Ctx, row: Omit<MessageRow, 'external_id' | 'gateway_id'>, to: MessageStatus, how: { at: Date; error: string | null }): Promise<boolean> {
  if (!mayMove(row.status, to)) return false;
  const at = AT[to];
  await write(ctx.tx, `UPDATE messages SET status = ?, error = ?${at ? `, ${at} = ?` : ''} WHERE id = ?`, [to, to === 'failed' ? how.error?.slice(0, 500) ?? null : null, ...(at ? [how.at] : []), row.id]);
  const retried = row.status === 'queued' && (await hasFailedBefore(ctx, row));
  ctx.record({ kind: 'message_status_moved', conversationId: row.conversation_id, messageId: row.id, replyId: row.reply_id, from: row.status, to, retried });
  row.status = to;
  return true;
}

/** Its thread was told of a failure of this reply, so it has to be told how the retry went. */
async function hasFailedBefore(ctx: Ctx, { id, reply_id }: { id: number; reply_id: number | null }): Promise<boolean> {
  return (await selectOne(ctx.tx, "SELECT id FROM deliveries WHERE (message_id = ? OR reply_id = ?) AND kind = 'slack.failure' LIMIT 1", [id, reply_id])) !== undefined;
}
