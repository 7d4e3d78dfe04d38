import type { DataSource } from 'typeorm';
import { actorOfEvent, handleThreadEvent, type BotParts } from '../bot/inbound.js';
import type { SlackEvent } from '../bot/slack-arrival.js';
import { isDatabaseAway } from '../src/db/failures.js';
import type { NamedLocks } from '../src/db/named-locks.js';
import { selectOne } from '../src/db/rows.js';
import { recordWhatsApp } from '../src/domain/conversation/connections.js';
import type { Actor, Ctx } from '../src/domain/ctx.js';
import type { InboundAmendment } from '../src/domain/inbox/inbound-amendment.js';
import type { InboundMessage } from '../src/domain/inbox/inbound-message.js';
import { receiveAmendment } from '../src/domain/inbox/receive-amendments.js';
import { receiveMessages } from '../src/domain/inbox/receive-messages.js';
import { recordStatus } from '../src/domain/inbox/record-status.js';
import type { Ledger } from '../src/domain/ledger/ledger.js';
import { claims } from '../src/domain/reactions.js';
import { claimEvents, failEvent, finishEvents, postponeEvent, type StoredEvent } from '../src/domain/letterbox/claim.js';
import { parseWebhook } from '../src/integrations/zapi/parse-webhook.js';
import { backoffMs } from '../src/kit/backoff.js';
import { later, type Clock } from '../src/kit/clock.js';
import { Broken, Refused, TryLater, reasonOf } from '../src/kit/errors.js';
import type { Log } from '../src/kit/log.js';
import { maskText } from '../src/kit/mask.js';
import type { Metrics } from '../src/kit/metrics.js';

export interface InboxParts {
  source: DataSource;
  locks: NamedLocks;
  ledger: Ledger;
  clock: Clock;
  bot: BotParts;
  log: Log;
  metrics: Metrics;
}

const CUSTOMER: Actor = { kind: 'customer' };
/** Events of one stream taken in one transaction. */
const GATHER = 50;
/** Attempts before an event becomes a dead letter and its stream goes on: about two minutes. */
const MAX_ATTEMPTS = 7;

/**
 * Empties one stream in order: what waits is taken together in one transaction; when that fails, one by one, so that a
 * single bad event does not hold the others back for longer than its own attempts.
 * One process at a time works on a stream (named lock).
 */
export async function drainStream(key: string, parts: InboxParts): Promise<'done' | 'busy'> {
  const hold = await parts.locks.tryTake(`stream:${key}`);
  if (!hold) return 'busy';
  try {
    let gather = GATHER;
    for (;;) {
      const taken = await takeTogether(key, gather, parts);
      if (taken === 'failed' && gather > 1) gather = 1;
      else if (taken === 'failed' || taken === 0) return 'done';
    }
  } finally {
    await hold.release();
  }
}

/** Returns how many events were taken; `failed` when the transaction was rolled back. */
async function takeTogether(key: string, limit: number, parts: InboxParts): Promise<number | 'failed'> {
  let claimed: StoredEvent[] = [];
  try {
    const actor = key.startsWith('slack:') ? await nextActor(key, parts) : CUSTOMER;
    const count = key.startsWith('slack:') ? 1 : limit;
    const outcomes = await parts.ledger.run(actor, {}, async (ctx) => {
      claimed = await claimEvents(ctx.tx, key, ctx.now, count);
      const done = await handle(ctx, claimed, parts);
      await finishEvents(ctx.tx, ctx.now, done);
      return done;
    });
    for (const event of claimed) parts.metrics.events.inc({ provider: event.provider, outcome: outcomes.get(event.id) ?? 'done' });
    return claimed.length;
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (claimed.length > 1) return 'failed';
    const [event] = claimed;
    if (!event) throw error;
    await recordFailure(event, error, parts);
    return 'failed';
  }
}

/** Slack events act in the name of who wrote them. */
async function nextActor(key: string, parts: InboxParts): Promise<Actor> {
  const sql = parts.source.manager;
  const next = await selectOne<{ payload: string }>(sql, "SELECT payload FROM webhook_events WHERE event_key = ? AND status = 'pending' ORDER BY occurred_at, id LIMIT 1", [key]);
  return next ? actorOfEvent(sql, JSON.parse(next.payload) as SlackEvent) : { kind: 'system' };
}

async function handle(ctx: Ctx, events: StoredEvent[], parts: InboxParts): Promise<Map<number, string>> {
  const outcomes = new Map<number, string>();
  const messages: InboundMessage[] = [];
  const amendments: InboundAmendment[] = [];
  for (const event of events) {
    if (event.provider === 'slack') {
      outcomes.set(event.id, await handleThreadEvent(ctx, JSON.parse(event.payload) as SlackEvent, parts.bot));
      continue;
    }
    const parsed = parseWebhook(event);
    if (parsed.is === 'message') messages.push(parsed.message);
    else if (parsed.is === 'amendment') amendments.push(parsed.amendment);
    else if (parsed.is === 'status') outcomes.set(event.id, await recordStatus(ctx, parsed.report));
    else if (parsed.is === 'ignored') outcomes.set(event.id, parsed.why);
    else {
      await recordWhatsApp(ctx, parsed.connected, parsed.detail);
      outcomes.set(event.id, 'connection');
    }
  }
  if (messages.length > 0) for (const [id, outcome] of await receiveMessages(ctx, messages, claims)) outcomes.set(id, outcome);
  for (const amendment of amendments) outcomes.set(amendment.eventId, await receiveAmendment(ctx, amendment));
  return outcomes;
}

async function recordFailure(event: StoredEvent, error: unknown, parts: InboxParts): Promise<void> {
  const reason = maskText(reasonOf(error));
  if (error instanceof TryLater && !error.counts) {
    await postponeEvent(parts.source.manager, event, reason, later(parts.clock.now(), error.afterMs ?? 1000));
    return;
  }
  const dead = error instanceof Broken || error instanceof Refused || event.attempts + 1 >= MAX_ATTEMPTS;
  parts.log.error({ err: error, event: event.id, attempts: event.attempts + 1, dead }, 'an event could not be taken');
  if (!dead) {
    const retryAt = later(parts.clock.now(), backoffMs(event.attempts + 1, Math.random()));
    await failEvent(parts.source.manager, event, reason, { retryAt }, parts.clock.now());
    return;
  }
  await parts.ledger.run({ kind: 'system' }, {}, async (ctx) => {
    await failEvent(ctx.tx, event, reason, 'dead', ctx.now);
    ctx.record({ kind: 'event_died', eventId: event.id, reason });
  });
}
