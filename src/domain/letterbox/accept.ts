import type { EntityManager } from 'typeorm';
import { isDatabaseAway } from '../../db/failures.js';
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
  /** Writes many at once past the gathering (spool replay). */
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

const LARGEST_GATHERING = 200;

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
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeGathered(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, LARGEST_GATHERING);
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
      return await withPatience(store(arrivals), parts.patienceMs ?? 4000);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      try {
        await parts.spool.append(arrivals);
      } catch (cause) {
        throw new TryLater(`neither MySQL nor the spool file can take the event: ${String(cause)}`, { afterMs: 5000 });
      }
      return arrivals.map(() => 'accepted');
    }
  }

  /** The unique key decides what is new: ids given by this INSERT tell the new rows from those that were there. */
  async function store(arrivals: Arrival[]): Promise<Acceptance[]> {
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
