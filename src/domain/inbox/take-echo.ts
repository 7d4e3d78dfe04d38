import { selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { bodyHash } from './body-hash.js';
import type { InboundMessage } from './inbound-message.js';
import { recordGatewayIds } from './record-gateway-ids.js';

/** An echo that comes this much later than our attempt is not its, ms. */
const AROUND_MS = 600_000;
/** Workers' clocks may differ by this much, ms. */
const SKEW_MS = 5000;

/**
 * The gateway tells what our own API call sent (fromMe, fromApi). Usually the message is known by its id. When the answer
 * of the call was lost, or is still on its way, the echo is matched to the attempt under way by its text; if there is
 * none it waits in `echoes`, where the sender looks before it sends again. Times there are ours (when it came), so that
 * they compare with our attempts whatever the gateway's clock says.
 */
export async function takeEcho(ctx: Ctx, contactId: number, echo: InboundMessage): Promise<string> {
  const known = await selectOne<{ id: number }>(ctx.tx, "SELECT id FROM messages WHERE provider = 'zapi' AND external_id = ?", [echo.externalId]);
  if (known) return 'echo';
  await write(ctx.tx, "INSERT IGNORE INTO echoes (provider, external_id, contact_id, body_hash, occurred_at) VALUES ('zapi', ?, ?, ?, ?)", [
    echo.externalId, contactId, bodyHash(echo.body), ctx.now,
  ]);
  return 'echo_early';
}

/**
 * The echo of a send whose answer was lost, taken out of `echoes` and written on the message. Looks for the same text to
 * the same contact around the time of the attempt; the oldest first, so that two equal texts find their own.
 * @returns the provider's id, or undefined when no echo came (yet)
 */
export async function adoptEcho(ctx: Ctx, message: { id: number; contact_id: number; body: string }, startedAt: Date): Promise<string | undefined> {
  const echo = await selectOne<{ external_id: string; occurred_at: Date }>(
    ctx.tx,
    `SELECT e.external_id, e.occurred_at FROM echoes e
     LEFT JOIN messages m ON m.provider = e.provider AND m.external_id = e.external_id
     WHERE e.contact_id = ? AND e.body_hash = ? AND e.occurred_at >= ? AND m.id IS NULL ORDER BY e.occurred_at LIMIT 1 FOR UPDATE`,
    [message.contact_id, bodyHash(message.body), later(startedAt, -SKEW_MS)],
  );
  if (!echo || echo.occurred_at > later(startedAt, AROUND_MS)) return undefined;
  await write(ctx.tx, "DELETE FROM echoes WHERE provider = 'zapi' AND external_id = ?", [echo.external_id]);
  await recordGatewayIds(ctx, message.id, { externalId: echo.external_id, gatewayId: null });
  return echo.external_id;
}
