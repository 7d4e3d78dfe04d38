import type { Config } from '../config.js';

/** What the checks are given: the environment's valid part. What is missing or wrong there is undefined here. */
export type Settings = Partial<Config>;

/** One thing a check saw. `remedy` says exactly what to do, for everything that is not good. */
export type Finding = { mark: 'good'; says: string } | { mark: 'bad' | 'advice'; says: string; remedy: string };

/** As it should be. */
export const good = (says: string): Finding => ({ mark: 'good', says });

/** The product does not work, or not wholly, until this is mended. */
export const bad = (says: string, remedy: string): Finding => ({ mark: 'bad', says, remedy });

/** Works, but a careful operator would change it or make sure of it. */
export const advice = (says: string, remedy: string): Finding => ({ mark: 'advice', says, remedy });

/** @throws when `work` takes longer than `ms` */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
