import type { Readable } from 'node:stream';
import type { AttachmentKind } from './kinds.js';

/** What is known of a file before its bytes are. */
export interface FileClaim {
  conversationId: number;
  /** What the sender says it is; the bytes must agree. */
  kind: AttachmentKind;
  mime: string;
  fileName: string;
}

/** A file on our disk, read whole, looked at, not kept yet. `discard` removes it; harmless when it was kept. */
export interface TakenFile {
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  /** From the bytes, or the stated one when they tell nothing. */
  mime: string;
  discard(): Promise<void>;
}

/** Where files of conversations are. Given to those who fetch, show and send them (src/wire.ts). */
export interface MediaStore {
  /**
   * Takes a stream in: counted, hashed, recognised, scanned. Nothing is kept yet.
   * @throws Broken (too_large, empty, not_as_stated, infected), TryLater (too_slow, scanner_away)
   */
  take(body: AsyncIterable<Uint8Array>, claim: FileClaim, signal?: AbortSignal): Promise<TakenFile>;
  /** As `take`, from an address in a message: https, public addresses only. @throws also Broken (expired, refused_address …), TryLater */
  download(url: string, claim: FileClaim, signal?: AbortSignal): Promise<TakenFile>;
  /** A new key for a file that was taken. */
  newKey(claim: FileClaim, file: TakenFile): string;
  /** Keeps a taken file under its key; the same key again replaces it. @throws TryLater storage_away */
  put(key: string, file: TakenFile): Promise<void>;
  /** How large what is kept is; undefined when there is nothing. @throws TryLater storage_away */
  sizeOf(key: string): Promise<number | undefined>;
  /** What is kept. @throws Broken (expired) when there is nothing, TryLater storage_away */
  read(key: string): Promise<Readable>;
  /** Removes what is kept; harmless when there is nothing. @throws TryLater storage_away */
  remove(key: string): Promise<void>;
}
