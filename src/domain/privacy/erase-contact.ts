import { select, selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Actor, Ctx, Ledger } from '../ctx.js';
import { permitInHouse } from '../people/permissions.js';
import { HOUSE, planTimer } from '../timers/timers.js';
import { endOpen } from './end-open.js';
import { erasePlaces, type Counts, type PlacePosition } from './erase-places.js';
import { eraseEvents, eraseMentions } from './erase-traces.js';
import { everyName, presentNames, streamsOf } from './streams.js';
import { wholeContact, type Whole } from './whose.js';

/** When nobody has gone on with an erasure for this long, the clock does, ms. */
const LEFT_ALONE_MS = 60_000;
/** Batches the clock does at once, in one transaction. */
const BATCHES_AT_ONCE = 5;

interface Erasure {
  contact_id: number;
  asked_by: number | null;
  asked_at: Date;
  streams: string | null;
  closed_conversations: string;
  position: string;
  counts: string;
  finished_at: Date | null;
}

/** How far it has come: places, then events, then mentions. */
type Position = { at: 'places'; place: PlacePosition } | { at: 'events' } | { at: 'mentions' };

/**
 * Erases a contact and everything that was merged into it, for good: what it is known by and what was said goes, numbers stay
 * (docs/decisions/0017). Twice, or twice at once, is once. Whoever dies half-way: the clock goes on (timer `erasure`).
 * @returns rows changed, by table
 * @throws Refused by role, `portal:privacy.refused.unknown`, `portal:privacy.refused.sending`
 */
export async function eraseContact(ledger: Ledger, actor: Actor, contactId: number): Promise<Counts> {
  const id = await ledger.run(actor, {}, (ctx) => beginErasure(ctx, contactId));
  for (;;) {
    const done = await ledger.run(actor, {}, (ctx) => eraseBatch(ctx, id));
    if (done) return done;
  }
}

/**
 * The first step, in one transaction: from its commit on nobody finds the contact, nothing of it leaves or is due, and a
 * message of its phone opens a new, unrelated one. @returns the contact that stayed
 */
export async function beginErasure(ctx: Ctx, contactId: number): Promise<number> {
  permitInHouse(ctx.actor, 'erase a contact');
  const { contactId: id } = await wholeContact(ctx.tx, contactId);
  // The row is the lock: a second one waits here until the first has begun.
  const begun = await write(ctx.tx, "INSERT IGNORE INTO contact_erasures (contact_id, asked_by, asked_at, closed_conversations, position, counts) VALUES (?, ?, ?, '[]', '{}', '{}')", [id, ctx.actor.kind === 'agent' ? ctx.actor.id : null, ctx.now]);
  if (begun.affectedRows === 0) return id;
  // Before the contact's row, as the inbox locks them: what it has in hand is finished first.
  const before = await wholeContact(ctx.tx, id);
  await dropArrivals(ctx, before);
  await select(ctx.tx, 'SELECT id FROM contacts WHERE id IN (?) ORDER BY id FOR UPDATE', [before.contactIds]);
  const whole = await wholeContact(ctx.tx, id);
  const streams = await streamsOf(ctx.tx, await everyName(ctx.tx, whole), whole);
  const closed = await endOpen(ctx, whole);
  await write(ctx.tx, "UPDATE contacts SET phone = NULL, phone_key = NULL, lid = NULL, name = '', photo_url = NULL, photo_checked_at = NULL, erased_at = ?, updated_at = ? WHERE id IN (?)", [ctx.now, ctx.now, whole.contactIds]);
  await write(ctx.tx, 'UPDATE contact_erasures SET streams = ?, closed_conversations = ?, position = ?, counts = ? WHERE contact_id = ?', [
    JSON.stringify(streams), JSON.stringify(closed), JSON.stringify({ at: 'places', place: { place: 0, parent: 0, after: 0 } } satisfies Position), JSON.stringify({ contacts: whole.contactIds.length }), id,
  ]);
  await planTimer(ctx.tx, 'erasure', HOUSE, later(ctx.now, LEFT_ALONE_MS));
  ctx.record({ kind: 'contact_erasure_asked', contactId: id });
  return id;
}

/** What has arrived and was not taken yet is not taken any more. */
async function dropArrivals(ctx: Ctx, whole: Whole): Promise<void> {
  const streams = presentNames(whole).map((name) => `zapi:${name}`);
  if (streams.length > 0) await write(ctx.tx, "UPDATE webhook_events SET status = 'done', outcome = 'erased', payload = '{}', processed_at = ? WHERE event_key IN (?) AND status = 'pending'", [ctx.now, streams]);
}

/** One batch, with how far it has come, in one transaction. @returns rows changed by table when all is done, else undefined */
export async function eraseBatch(ctx: Ctx, contactId: number): Promise<Counts | undefined> {
  const erasure = await selectOne<Erasure>(ctx.tx, 'SELECT * FROM contact_erasures WHERE contact_id = ? FOR UPDATE', [contactId]);
  const counts = JSON.parse(erasure?.counts ?? '{}') as Counts;
  if (!erasure || erasure.finished_at !== null) return counts;
  const streams = JSON.parse(erasure.streams ?? '[]') as string[];
  const next = await oneBatch(ctx, await wholeContact(ctx.tx, contactId), JSON.parse(erasure.position) as Position, streams, erasure.asked_at, counts);
  if (next) {
    await write(ctx.tx, 'UPDATE contact_erasures SET position = ?, counts = ? WHERE contact_id = ?', [JSON.stringify(next), JSON.stringify(counts), contactId]);
    return undefined;
  }
  await write(ctx.tx, 'UPDATE contact_erasures SET streams = NULL, counts = ?, finished_at = ? WHERE contact_id = ?', [JSON.stringify(counts), ctx.now, contactId]);
  ctx.record({ kind: 'contact_erased', contactId, askedBy: erasure.asked_by, changed: counts, closed: JSON.parse(erasure.closed_conversations) as number[] });
  return counts;
}

async function oneBatch(ctx: Ctx, whole: Whole, position: Position, streams: string[], askedAt: Date, counts: Counts): Promise<Position | undefined> {
  if (position.at === 'places') {
    const place = await erasePlaces(ctx.tx, whole, position.place, counts);
    return place ? { at: 'places', place } : { at: 'events' };
  }
  if (position.at === 'events') return (await eraseEvents(ctx.tx, streams, askedAt, counts)) ? position : { at: 'mentions' };
  return (await eraseMentions(ctx.tx, streams, askedAt, counts)) ? position : undefined;
}

/** Timer `erasure`: goes on with erasures that nobody finished, the oldest first. */
export async function continueErasures(ctx: Ctx): Promise<void> {
  const open = await selectOne<{ contact_id: number }>(ctx.tx, 'SELECT contact_id FROM contact_erasures WHERE finished_at IS NULL ORDER BY asked_at LIMIT 1');
  if (!open) return;
  for (let batch = 0; batch < BATCHES_AT_ONCE; batch += 1) if (await eraseBatch(ctx, open.contact_id)) break;
  await planTimer(ctx.tx, 'erasure', HOUSE, ctx.now);
}
