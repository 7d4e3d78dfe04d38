import { write } from '../../db/rows.js';
import { recordConnection } from '../conversation/connections.js';
import type { Ctx } from '../ctx.js';
import { failureOf } from './failures.js';

/** So many attempts in vain are no hiccup of the network any more. */
const NO_HICCUP = 4;

/** Is it the mail server that keeps an e-mail from leaving, and not the e-mail? Our password and its certificate at once, its silence after a while. */
export function isOurAffair(reason: string, attempt: number): boolean {
  const failure = failureOf(reason);
  return failure === 'account' || failure === 'tls' || (failure === 'server' && attempt >= NO_HICCUP);
}

/** The mail server was seen to work, or not. On a change supervisors are told; when it is back, what waited for it becomes due at once. */
export async function recordMailServer(ctx: Ctx, connected: boolean, detail: string): Promise<void> {
  if (!(await recordConnection(ctx.tx, ctx.now, 'smtp', connected, detail))) return;
  ctx.record({ kind: 'mail_server_moved', connected, detail });
  if (connected) await write(ctx.tx, "UPDATE deliveries SET next_attempt_at = ? WHERE kind = 'email.send' AND status IN ('pending', 'sending') AND last_error IS NOT NULL AND next_attempt_at > ?", [ctx.now, ctx.now]);
}
