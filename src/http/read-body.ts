import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Bytes a webhook may have, as it comes and inflated. */
export const MAX_BODY = 1024 * 1024;

/** The body is larger than MAX_BODY. */
export class BodyTooLarge extends Error {}
/** The body says it is gzip and is not. */
export class BadEncoding extends Error {}

/** The raw body. @throws BodyTooLarge as soon as that is known */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) {
      request.resume();
      reject(new BodyTooLarge());
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) {
        chunks.length = 0;
        reject(new BodyTooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

const unzip = promisify(gunzip);

/** Inflates a gzip body, at most to MAX_BODY. @throws BodyTooLarge, BadEncoding */
export async function inflate(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: MAX_BODY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new BodyTooLarge();
    throw new BadEncoding();
  }
}
