import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus } from '../facts.js';
import { applyEarlyAmendments } from './receive-amendments.js';
import { moveMessage } from './record-status.js';

/** What the gateway calls a message it took from us. */
export interface GatewayIds {
  externalId: string;
  gatewayId: string | null;
}

/**
 * The gateway took a message: writes its ids, marks it sent, and applies the ticks and reactions that came before this answer did.
 */
export async function recordGatewayIds(ctx: Ctx, messageId: number, ids: GatewayIds): Promise<void> {
  await write(ctx.tx, 'UPDATE messages SET external_id = ?, gateway_id = ? WHERE id = ?', [ids.externalId, ids.gatewayId, messageId]);
  const row = await selectOne<{ id: number; conversation_id: number; reply_id: number | null; status: MessageStatus }>(
    ctx.tx,
    'SELECT id, conversation_id, reply_id, status FROM messages WHERE id = ? FOR UPDATE',
    [messageId],
  );
  if (!row) return;
  await moveMessage(ctx, row, 'sent', { at: ctx.now, error: null });
  const known = [ids.externalId, ...(ids.gatewayId === null ? [] : [ids.gatewayId])];
  const early = await select<{ status: MessageStatus; error: string | null; occurred_at: Date }>(
    ctx.tx,
    "SELECT status, error, occurred_at FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?) ORDER BY occurred_at FOR UPDATE",
    [known],
  );
  for (const report of early) await moveMessage(ctx, row, report.status, { at: report.occurred_at, error: report.error });
  if (early.length > 0) await write(ctx.tx, "DELETE FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?)", [known]);
  await applyEarlyAmendments(ctx, [ids.externalId]);
}
