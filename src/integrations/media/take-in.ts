import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileClaim, TakenFile } from '../../domain/media/media-store.js';
import { mediaBroken, mediaLater } from '../../domain/media/reasons.js';
import { callFailure } from './download.js';
import type { MediaLimits } from './limits.js';
import { recognise } from './recognise.js';

/**
 * Writes a stream into a temporary file (mode 0600), counting real bytes, whatever was announced. A stream that is too
 * long, too slow or stands still is left at once; its file does not stay.
 * @throws Broken (too_large, empty, not_as_stated), TryLater (too_slow, no_answer)
 */
export async function takeIn(body: AsyncIterable<Uint8Array>, claim: FileClaim, folder: string, limits: MediaLimits, signal?: AbortSignal): Promise<TakenFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.part`);
  const discard = () => rm(path, { force: true });
  try {
    const { bytes, sha256 } = await writeDown(body, path, limits, signal);
    if (bytes === 0) throw mediaBroken('empty');
    return { path, bytes, sha256, mime: await recognise(path, claim), discard };
  } catch (error) {
    await discard();
    throw callFailure(error);
  }
}

async function writeDown(body: AsyncIterable<Uint8Array>, path: string, limits: MediaLimits, signal?: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  const pulse = watchPulse(limits, signal);
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), pulse.stopped]);
      if (next.done) return { bytes: pulse.bytes(), sha256: hash.digest('hex') };
      pulse.came(next.value.length);
      if (pulse.bytes() > limits.maxBytes) throw mediaBroken('too_large');
      hash.update(next.value);
      await file.write(next.value);
    }
  } finally {
    pulse.end();
    // Not waited for: a stream that stands still would not answer.
    void chunks.return?.()?.catch(() => undefined);
    await file.close();
  }
}

/** Watches that bytes keep coming. `stopped` only ever rejects: too slow in a window or in all, or the caller gave up. */
function watchPulse(limits: MediaLimits, signal?: AbortSignal) {
  let total = 0;
  let inWindow = 0;
  let stop: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  stopped.catch(() => undefined);
  const window = setInterval(() => {
    if (inWindow < limits.leastBytes) stop(mediaLater('too_slow', 'stood still'));
    inWindow = 0;
  }, limits.windowMs);
  const whole = setTimeout(() => stop(mediaLater('too_slow')), limits.totalMs);
  const gaveUp = () => stop(callFailure(signal?.reason));
  if (signal?.aborted) gaveUp();
  signal?.addEventListener('abort', gaveUp);
  return {
    stopped,
    bytes: () => total,
    came(count: number) {
      total += count;
      inWindow += count;
    },
    end() {
      clearInterval(window);
      clearTimeout(whole);
      signal?.removeEventListener('abort', gaveUp);
    },
  };
}
