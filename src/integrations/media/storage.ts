import type { Readable } from 'node:stream';
import type { TakenFile } from '../../domain/media/media-store.js';

/** A place that keeps files under keys (`12/6f….jpg`). All throw TryLater `storage_away` when it cannot be reached. */
export interface Storage {
  put(key: string, file: TakenFile): Promise<void>;
  sizeOf(key: string): Promise<number | undefined>;
  /** @throws Broken `expired` when nothing is kept there */
  read(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
}

const KEY = /^[0-9]{1,12}\/[0-9a-f-]{36}(?:\.[a-z0-9]{1,8})?$/;

/** A key as we make them: nothing else becomes a path or an address. @throws Error for anything else */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error('not a key of ours');
  return key;
}
