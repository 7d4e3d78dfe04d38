import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from '../settings/may-manage.js';
import { tokenHash } from './token.js';

/**
 * Gives the client this token; the one it had is worth nothing from the commit on. Administrators only.
 * @throws Refused `portal:manage.admins_only`, `portal:manage.gone`
 */
export async function issueToken(ctx: Ctx, clientId: number, token: string): Promise<void> {
  await lockClient(ctx, clientId);
  await write(ctx.tx, 'UPDATE api_clients SET token_hash = ?, token_hint = ?, token_issued_at = ?, updated_at = ? WHERE id = ?', [tokenHash(token), token.slice(-4), ctx.now, ctx.now, clientId]);
  ctx.record({ kind: 'api_token_moved', clientId, change: 'issued' });
}

/** Takes the client's token away; harmless when it has none. Administrators only. @throws as issueToken */
export async function revokeToken(ctx: Ctx, clientId: number): Promise<void> {
  const { token_hash: hash } = await lockClient(ctx, clientId);
  if (hash === null) return;
  await write(ctx.tx, 'UPDATE api_clients SET token_hash = NULL, token_hint = NULL, token_issued_at = NULL, updated_at = ? WHERE id = ?', [ctx.now, clientId]);
  ctx.record({ kind: 'api_token_moved', clientId, change: 'revoked' });
}

async function lockClient(ctx: Ctx, clientId: number): Promise<{ token_hash: string | null }> {
  mayManage(ctx.actor);
  const row = await selectOne<{ token_hash: string | null }>(ctx.tx, 'SELECT token_hash FROM api_clients WHERE id = ? FOR UPDATE', [clientId]);
  if (!row) throw new Refused('portal:manage.gone');
  return row;
}
