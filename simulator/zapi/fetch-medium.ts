/** Media given by address: fetched when the message leaves the queue, and refused in Z-API's own words (zapi.md §2.4). */
import { createHash } from 'node:crypto';
import type { SendKind } from './send-kinds.js';
import type { FetchedMedium, JsonObject } from './types.js';

const PATIENCE_MS = 20_000;
const MEDIA_FIELDS = new Set(['image', 'audio', 'video', 'document', 'gif', 'ptv', 'sticker']);

/** The address a send's medium is at, when it is on this machine: the simulator reaches no other. */
export function mediumOf(kind: SendKind, body: JsonObject): string | undefined {
  const field = kind.required.find((name) => MEDIA_FIELDS.has(name));
  const value = field === undefined ? undefined : body[field];
  return typeof value === 'string' && /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(value) ? value : undefined;
}

/** Reads it to the end, keeping only its size and hash. */
export async function fetchMedium(address: string): Promise<FetchedMedium | { error: string }> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const type = answer.headers.get('content-type') ?? '';
    if (answer.status === 404) return { error: 'Got a 404 error while trying to send message' };
    if (!answer.ok || !answer.body) return { error: 'Message not send caused by invalid media url' };
    if (type.startsWith('text/html')) return { error: 'The url informed is not a valid url in the media format, apparently it can be an html' };
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      hash.update(chunk);
    }
    return { bytes, sha256: hash.digest('hex'), type };
  } catch {
    return { error: 'Message not send caused by invalid media url' };
  }
}
