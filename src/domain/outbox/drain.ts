import type { EntityManager } from 'typeorm';
import { isContention, isDatabaseAway } from '../../db/failures.js';
import type { Hold, NamedLocks } from '../../db/named-locks.js';
import { selectOne, write } from '../../db/rows.js';
import { backoffMs } from '../../kit/backoff.js';
import { later, type Clock } from '../../kit/clock.js';
import { Broken, TryLater, reasonOf } from '../../kit/errors.js';
import type { Log } from '../../kit/log.js';
import { maskText } from '../../kit/mask.js';
import type { Metrics } from '../../kit/metrics.js';
import type { Ledger } from '../ctx.js';
import type { Settings } from '../settings/settings.js';
import { laneKind } from './lanes.js';
import type { Delivery, Outcome, Sender } from './sender.js';

export type { Delivery, Outcome, SendContext, Sender } from './sender.js';

export interface DrainParts {
  sql: Pick<EntityManager, 'query'>;
  locks: NamedLocks;
  clock: Clock;
  ledger: Ledger;
  settings: () => Promise<Settings>;
  senderOf: (lane: string) => Sender;
  log: Log;
  metrics: Metrics;
  random?: () => number;
}

/**
 * Attempts that count before a delivery becomes a dead letter. Slack's are about an hour of trying; a reply to a
 * customer fails within a minute, because the attendant waits and can act on it. Partners' are an hour and a half of trying, while
 * others of theirs succeed: a partner that is away uses up none (domain/partners). An e-mail's are two hours, because servers
 * that do not know us yet put us off for as long (greylisting).
 */
export const MAX_ATTEMPTS = { slack: 15, whatsapp: 5, media: 6, partner: 15, email: 20 } as const;
/** No outside call takes longer: the clients give up a second earlier. */
const LONGEST_CALL_MS = { slack: 16_000, whatsapp: 16_000, media: 16_000, partner: 16_000, email: 361_000 } as const;
const BACKOFF = { baseMs: 1000, maxMs: 600_000 };

const HEAD = `SELECT id, lane, kind, conversation_id, message_id, post_id, reply_id, payload, status, attempts, holder, started_at, next_attempt_at, created_at
  FROM deliveries WHERE lane = ? AND status IN ('pending', 'sending') ORDER BY (status = 'sending') DESC, \`rank\`, id LIMIT 1`;

export type DrainResult = 'empty' | 'busy' | 'waiting';

/**
 * Empties a lane in order, as long as its head is due. One process at a time holds a lane (named lock).
 * A row found as `sending` was begun by somebody who died or whose answer was lost: it is sent in recovering mode, not
 * before `landing_ms` have passed since it was begun.
 * @returns `waiting` when the head is not due yet (the sweep comes back)
 */
export async function drainLane(lane: string, parts: DrainParts): Promise<DrainResult> {
  const hold = await parts.locks.tryTake(`lane:${lane}`);
  if (!hold) return 'busy';
  try {
    for (;;) {
      const head = await selectOne<Delivery>(parts.sql, HEAD, [lane]);
      if (!head) return 'empty';
      if (head.next_attempt_at > parts.clock.now()) return 'waiting';
      if (!(await sendOne(head, hold, parts))) return 'waiting';
    }
  } finally {
    await hold.release();
  }
}

/** Returns false when the lane has to wait. */
async function sendOne(delivery: Delivery, hold: Hold, parts: DrainParts): Promise<boolean> {
  const now = parts.clock.now();
  const settings = await parts.settings();
  const recovering = delivery.status === 'sending';
  const startedAt = delivery.started_at ?? now;
  if (recovering && delivery.holder !== null) {
    const landed = later(startedAt, await landingMs(delivery.lane, delivery.holder, settings, parts));
    if (landed > now) {
      await write(parts.sql, 'UPDATE deliveries SET next_attempt_at = ? WHERE id = ?', [landed, delivery.id]);
      return false;
    }
  }
  const sender = parts.senderOf(delivery.lane);
  const wait = recovering ? 0 : ((await sender.waitMs?.(delivery, { sql: parts.sql, settings })) ?? 0);
  if (wait > 0) {
    await write(parts.sql, 'UPDATE deliveries SET next_attempt_at = ? WHERE id = ?', [later(now, wait), delivery.id]);
    return false;
  }
  const attempts = delivery.attempts + 1;
  const marked = await write(parts.sql, "UPDATE deliveries SET status = 'sending', live_key = NULL, holder = ?, attempts = ?, started_at = ? WHERE id = ? AND lane = ? AND status = ?", [
    parts.locks.holder,
    attempts,
    recovering ? startedAt : now,
    delivery.id,
    delivery.lane,
    delivery.status,
  ]).catch((error: unknown) => {
    // Met somebody who enqueues what would replace it (deadlock): the head is looked at again.
    if (isContention(error)) return { affectedRows: 0 };
    throw error;
  });
  // A person took it back, it was joined to another post, or it moved to another lane (merge), between our look and our mark.
  if (marked.affectedRows === 0) return true;
  let begun = !recovering;
  const begin = async () => {
    begun = true;
    await write(parts.sql, 'UPDATE deliveries SET started_at = ? WHERE id = ?', [parts.clock.now(), delivery.id]);
  };
  let outcome: Outcome;
  try {
    outcome = await sender(delivery, { sql: parts.sql, now, settings, recovering, startedAt, signal: hold.lost, begin });
  } catch (error) {
    if (!hold.stillHeld() || isDatabaseAway(error)) throw error;
    return recordFailure({ ...delivery, attempts }, error, begun, parts);
  }
  if (!hold.stillHeld()) throw new Error(`lane ${delivery.lane} was lost while sending; another worker looks what became of delivery ${delivery.id}`);
  try {
    await recordOutcome(delivery, outcome, parts);
  } catch (error) {
    if (isDatabaseAway(error) || isContention(error)) throw error;
    // It was done. Repeated, it would be done again, and fail here again.
    return recordFailure({ ...delivery, attempts }, new Broken(`it was done, but that could not be recorded: ${reasonOf(error)}`, { cause: error }), true, parts);
  }
  return true;
}

/**
 * How long the call of whoever began this delivery may still take effect. A dead process's request has left it and lands
 * soon; a living one that lost its lock connection may still be in the middle of its call.
 */
async function landingMs(lane: string, holder: string, settings: Settings, parts: DrainParts): Promise<number> {
  const living = holder === parts.locks.holder || (await parts.locks.isAlive(holder));
  return living ? LONGEST_CALL_MS[laneKind(lane)] : settings.landing_ms;
}

async function recordOutcome(delivery: Delivery, outcome: Outcome, parts: DrainParts): Promise<void> {
  const finished = parts.clock.now();
  const result = outcome.done === 'sent' ? (outcome.result ?? null) : null;
  const set = "UPDATE deliveries SET status = ?, result = ?, finished_at = ?, holder = NULL, last_error = NULL, body = NULL WHERE id = ?";
  if (outcome.record) {
    const { record } = outcome;
    await parts.ledger.run({ kind: 'system' }, {}, async (ctx) => {
      await record(ctx);
      await write(ctx.tx, set, [outcome.done, result, finished, delivery.id]);
    });
  } else {
    await write(parts.sql, set, [outcome.done, result, finished, delivery.id]);
  }
  parts.metrics.deliveries.inc({ kind: delivery.kind, outcome: outcome.done });
  if (outcome.done === 'sent') parts.metrics.deliverySeconds.observe({ kind: delivery.kind }, (finished.getTime() - delivery.created_at.getTime()) / 1000);
}

/**
 * Returns true when the lane may go on (the delivery is dead), false when it waits for the next attempt.
 * @param begun this attempt has done the thing itself; while it only looked for an earlier one, that one's outcome stays
 *   unknown, whatever stopped the look
 */
async function recordFailure(delivery: Delivery, error: unknown, begun: boolean, parts: DrainParts): Promise<boolean> {
  const reason = maskText(reasonOf(error)).slice(0, 1000);
  const known = error instanceof TryLater;
  const counts = known ? error.counts : true;
  const log = parts.log.child({ delivery: delivery.id, lane: delivery.lane, kind: delivery.kind, attempts: delivery.attempts });
  if (error instanceof Broken || (counts && delivery.attempts >= MAX_ATTEMPTS[laneKind(delivery.lane)])) {
    log.error({ err: error }, 'delivery given up: it is a dead letter now');
    await buryDelivery(delivery, reason, parts);
    return true;
  }
  const unknown = !begun || !known || error.outcome === 'unknown';
  const pause = (known ? error.afterMs : undefined) ?? backoffMs(delivery.attempts, (parts.random ?? Math.random)(), BACKOFF);
  log.warn({ err: error, pause }, known ? 'delivery did not succeed, trying later' : 'delivery failed in an unforeseen way, trying later');
  parts.metrics.deliveries.inc({ kind: delivery.kind, outcome: 'retry' });
  await write(parts.sql, 'UPDATE deliveries SET status = ?, attempts = ?, next_attempt_at = ?, last_error = ?, holder = NULL WHERE id = ?', [
    unknown ? 'sending' : 'pending',
    counts ? delivery.attempts : delivery.attempts - 1,
    later(parts.clock.now(), pause),
    reason,
    delivery.id,
  ]);
  return false;
}

async function buryDelivery(delivery: Delivery, reason: string, parts: DrainParts): Promise<void> {
  await parts.ledger.run({ kind: 'system' }, {}, async (ctx) => {
    await write(ctx.tx, "UPDATE deliveries SET status = 'dead', live_key = NULL, last_error = ?, finished_at = ?, holder = NULL WHERE id = ?", [reason, ctx.now, delivery.id]);
    ctx.record({ kind: 'delivery_died', deliveryId: delivery.id, conversationId: delivery.conversation_id, lane: delivery.lane, deliveryKind: delivery.kind, reason });
  });
  parts.metrics.deliveries.inc({ kind: delivery.kind, outcome: 'dead' });
}
