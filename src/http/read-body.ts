import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Bytes a webhook may have, as it comes and inflated. */
export const MAX_BODY = 1024 * 1024;

/** The body is larger than MAX_BODY. */
export class BodyTooLarge extends Error {}

/** The body cannot be inflated: it is not the gzip it says it is, or (not `known`) of an encoding we do not take. */
export class BadEncoding extends Error {
  constructor(readonly known: boolean) {
    super(known ? 'the body is not gzip' : 'the content encoding must be gzip or none');
  }
}

/**
 * The body as it came, and inflated. That it cannot be inflated is returned, not thrown: who sent it comes first.
 * @throws BodyTooLarge as soon as that is known
 */
export async function readBody(request: IncomingMessage): Promise<{ raw: Buffer; body: Buffer | BadEncoding }> {
  const raw = await readRaw(request);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return { raw, body: raw };
  return { raw, body: encoding === 'gzip' || encoding === 'x-gzip' ? await inflate(raw) : new BadEncoding(false) };
}

function readRaw(request: IncomingMessage): Promise<Buffer> {
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

async function inflate(raw: Buffer): Promise<Buffer | BadEncoding> {
  try {
    return await unzip(raw, { maxOutputLength: MAX_BODY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new BodyTooLarge();
    return new BadEncoding(true);
  }
}
