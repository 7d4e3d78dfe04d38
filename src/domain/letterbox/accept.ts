import type { EntityManager } from 'typeorm';
import { isContention, isDatabaseAway } from '../../db/failures.js';
import { select, write } from '../../db/rows.js';
import { TryLater } from '../../kit/errors.js';
import type { Spool } from './spool.js';

/** One arrival, parsed just enough to know its identity. */
export interface Arrival {
  provider: 'zapi' | 'slack';
  /** Unique per provider: what makes the same event twice one event. */
  externalId: string;
  kind: string;
  /** The ordered stream it belongs to. */
  key: string;
  /** The event as it came, JSON. */
  payload: string;
  occurredAt: Date;
  receivedAt: Date;
}

export type Acceptance = 'accepted' | 'duplicate';

export interface Letterbox {
  /**
   * Makes an arrival durable. Resolves after the commit (or after the fsync of the spool file while MySQL is away).
   * @throws TryLater when it could not be made durable at all: answer 503
   */
  accept(arrival: Arrival): Promise<Acceptance>;
  /** Writes many past the gathering (spool replay), in as many statements as their size asks for. */
  store(arrivals: Arrival[]): Promise<Acceptance[]>;
}

export interface LetterboxParts {
  sql: Pick<EntityManager, 'query'>;
  spool: Spool;
  /** Hints that these streams have work; must not throw. */
  wake: (keys: string[]) => void;
  /** How long MySQL may take before the event goes to the spool file, ms. */
  patienceMs?: number;
}

/** One INSERT holds at most this many events, and this much payload (UTF-16 units): servers refuse a statement above 16 MiB. */
const LARGEST_GATHERING = { events: 200, payload: 2_000_000 };
/** How often an INSERT that met another one (deadlock) is tried. */
const CONTENTION_ATTEMPTS = 5;

/** How many of these go into the next INSERT; at least one. */
function gatherable(arrivals: Arrival[]): number {
  let payload = 0;
  let count = 0;
  for (const { payload: { length } } of arrivals) {
    payload += length;
    if (count > 0 && (count === LARGEST_GATHERING.events || payload > LARGEST_GATHERING.payload)) break;
    count += 1;
  }
  return count;
}

/**
 * Arrivals that come while a write is under way wait for it and are then written together: one INSERT for all of them.
 * A single arrival is written at once, so gathering costs a quiet hour nothing.
 */
export function createLetterbox(parts: LetterboxParts): Letterbox {
  interface Waiting {
    arrival: Arrival;
    resolve: (answer: Acceptance) => void;
    reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let writing = false;

  async function writeGathered(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, gatherable(waiting.slice(0, LARGEST_GATHERING.events).map((one) => one.arrival)));
      try {
        const answers = await storeOrSpool(batch.map((one) => one.arrival));
        batch.forEach((one, index) => one.resolve(answers[index] ?? 'accepted'));
      } catch (error) {
        batch.forEach((one) => one.reject(error));
      }
    }
    writing = false;
  }

  async function storeOrSpool(arrivals: Arrival[]): Promise<Acceptance[]> {
    try {
      return await withPatience(insertUncontended(arrivals), parts.patienceMs ?? 2000);
    } catch (error) {
      if (!isDatabaseAway(error) && !isContention(error)) throw error;
      try {
        await parts.spool.append(arrivals);
      } catch (cause) {
        throw new TryLater(`neither MySQL nor the spool file can take the event: ${String(cause)}`, { afterMs: 5000 });
      }
      return arrivals.map(() => 'accepted');
    }
  }

  async function store(arrivals: Arrival[]): Promise<Acceptance[]> {
    const answers: Acceptance[] = [];
    while (answers.length < arrivals.length) {
      const rest = arrivals.slice(answers.length, answers.length + LARGEST_GATHERING.events);
      answers.push(...(await insertUncontended(rest.slice(0, gatherable(rest)))));
    }
    return answers;
  }

  /** Many processes insert into the same index; the one MySQL chose as a deadlock's victim simply does it again. */
  async function insertUncontended(arrivals: Arrival[]): Promise<Acceptance[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await insert(arrivals);
      } catch (error) {
        if (!isContention(error) || attempt >= CONTENTION_ATTEMPTS) throw error;
      }
    }
  }

  /** The unique key decides what is new: ids given by this INSERT tell the new rows from those that were there. */
  async function insert(arrivals: Arrival[]): Promise<Acceptance[]> {
    const rows = arrivals.map((one) => [one.provider, one.externalId, one.kind, one.key, one.payload, one.occurredAt, one.receivedAt, one.receivedAt]);
    const { affectedRows, insertId } = await write(
      parts.sql,
      'INSERT IGNORE INTO webhook_events (provider, external_id, kind, event_key, payload, occurred_at, received_at, next_attempt_at) VALUES ?',
      [rows],
    );
    const answers = affectedRows === arrivals.length ? arrivals.map((): Acceptance => 'accepted') : await tellApart(arrivals, affectedRows, insertId);
    const keys = new Set(arrivals.filter((_, index) => answers[index] === 'accepted').map((one) => one.key));
    if (keys.size > 0) parts.wake([...keys]);
    return answers;
  }

  /** Some were known: those whose row is older than this INSERT, and repetitions inside the batch. */
  async function tellApart(arrivals: Arrival[], inserted: number, firstId: number): Promise<Acceptance[]> {
    if (inserted === 0) return arrivals.map(() => 'duplicate');
    const ids = [...new Set(arrivals.map((one) => one.externalId))];
    const rows = await select<{ provider: string; external_id: string; received_at: Date }>(
      parts.sql,
      'SELECT provider, external_id, received_at FROM webhook_events WHERE provider IN (?) AND external_id IN (?) AND id >= ?',
      [[...new Set(arrivals.map((one) => one.provider))], ids, firstId],
    );
    const storedAt = new Map(rows.map((row) => [`${row.provider} ${row.external_id}`, row.received_at.getTime()]));
    const seen = new Set<string>();
    return arrivals.map((one) => {
      const id = `${one.provider} ${one.externalId}`;
      const isNew = storedAt.get(id) === one.receivedAt.getTime() && !seen.has(id);
      seen.add(id);
      return isNew ? 'accepted' : 'duplicate';
    });
  }

  return {
    store,
    accept(arrival) {
      return new Promise((resolve, reject) => {
        waiting.push({ arrival, resolve, reject });
        void writeGathered();
      });
    },
  };
}

async function withPatience<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(`MySQL did not answer within ${ms} ms`), { code: 'DATABASE_TIMEOUT' })), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
