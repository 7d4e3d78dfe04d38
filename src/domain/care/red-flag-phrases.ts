import type { EntityManager } from 'typeorm';
import { select } from '../../db/rows.js';

/** How long phrases are kept between reads, ms: a message costs no query for them. */
const MAX_AGE_MS = 5000;

const kept = new WeakMap<object, { at: number; phrases: string[] }>();

/** The phrases in use, as the portal has them within five seconds. */
export async function activePhrases(tx: EntityManager, now: Date): Promise<string[]> {
  const known = kept.get(tx.connection);
  if (known && Math.abs(now.getTime() - known.at) < MAX_AGE_MS) return known.phrases;
  const phrases = (await select<{ phrase: string }>(tx, 'SELECT phrase FROM red_flags WHERE active = 1 ORDER BY id')).map((row) => row.phrase);
  kept.set(tx.connection, { at: now.getTime(), phrases });
  return phrases;
}
