import type { DataSource, EntityManager } from 'typeorm';
import { isContention } from './failures.js';

const ATTEMPTS = 8;

/**
 * Runs `work` in one transaction and commits. Deadlocks and lock waits are retried from the start (bounded, with a
 * short random pause), so `work` must do nothing outside the database.
 */
export async function inTransaction<T>(source: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await source.transaction(work);
    } catch (error) {
      if (!isContention(error) || attempt >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}
