import { select, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { failEdit } from './fail-amendment.js';
import { failReaction } from './fail-reaction.js';

/** A call of ours about a message that exists: what the gateway complains of later, by its own ids. */
export interface OutboundCall {
  message_id: number;
  kind: 'edit' | 'react';
  version_id: number | null;
}

/** Remembers the gateway's ids of an edit or reaction, and takes the complaint that came before this answer did. */
export async function rememberCall(ctx: Ctx, call: OutboundCall, ids: string[]): Promise<void> {
  const known = ids.filter((id) => id !== '');
  if (known.length === 0) return;
  await write(ctx.tx, 'INSERT IGNORE INTO outbound_calls (provider, external_id, message_id, kind, version_id, occurred_at) VALUES ?', [
    known.map((id) => ['zapi', id, call.message_id, call.kind, call.version_id, ctx.now]),
  ]);
  const early = await select<{ error: string | null }>(ctx.tx, "SELECT error FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?) AND status = 'failed' FOR UPDATE", [known]);
  await write(ctx.tx, "DELETE FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?)", [known]);
  if (early[0]) await complain(ctx, call, early[0].error ?? '');
}

/**
 * A status that may be about an edit or a reaction instead of a message. Only a complaint matters: it is told once.
 * @returns whether it was about one of them
 */
export async function statusOfCall(ctx: Ctx, ids: string[], status: string, error: string | null): Promise<boolean> {
  const [call] = await select<OutboundCall>(ctx.tx, "SELECT message_id, kind, version_id FROM outbound_calls WHERE provider = 'zapi' AND external_id IN (?) FOR UPDATE", [ids]);
  if (!call) return false;
  await write(ctx.tx, "DELETE FROM early_statuses WHERE provider = 'zapi' AND external_id IN (?)", [ids]);
  if (status === 'failed') await complain(ctx, call, error ?? '');
  return true;
}

async function complain(ctx: Ctx, call: OutboundCall, reason: string): Promise<void> {
  await write(ctx.tx, 'DELETE FROM outbound_calls WHERE message_id = ? AND kind = ? AND version_id <=> ?', [call.message_id, call.kind, call.version_id]);
  await (call.kind === 'edit' ? failEdit(ctx, call, reason) : failReaction(ctx, call.message_id, reason));
}
