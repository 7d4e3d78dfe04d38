import type { NextFunction, Request, Response as Answer } from 'express';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What AdminJS's router looks for; `parsed` keeps its own parser, which writes uploads to disk, from ever running. */
export interface ReadRequest extends Request {
  fields?: Record<string, unknown>;
  files?: Record<string, never>;
  express_formidable?: { parsed: true };
}

/**
 * Reads a form or a JSON object into `request.fields`, in memory. Files in a form are left out: the portal takes none.
 * Answers 413 over `mostBytes`, 415 for other types, 400 for what cannot be read.
 */
export function readBody(mostBytes: number) {
  return async (request: ReadRequest, response: Answer, next: NextFunction) => {
    Object.assign(request, { fields: {}, files: {}, express_formidable: { parsed: true } });
    if (READING.has(request.method)) return next();
    const bytes = await readUpTo(request, mostBytes);
    if (bytes === 'too large') {
      response.set('Connection', 'close').status(413).json({ error: `larger than ${mostBytes} bytes` });
      return undefined;
    }
    if (bytes.length === 0) return next();
    try {
      const fields = await parse(request.headers['content-type'] ?? '', bytes);
      if (fields === undefined) return void response.status(415).json({ error: 'send a form or JSON' });
      request.fields = fields;
    } catch {
      return void response.status(400).json({ error: 'the body cannot be read' });
    }
    return next();
  };
}

async function readUpTo(request: Request, mostBytes: number): Promise<Buffer | 'too large'> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 'too large';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function parse(type: string, bytes: Buffer): Promise<Record<string, unknown> | undefined> {
  if (/^application\/json\b/i.test(type)) {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new SyntaxError('not an object');
    return parsed as Record<string, unknown>;
  }
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
}
