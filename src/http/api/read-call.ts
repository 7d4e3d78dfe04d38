import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Client } from '../../domain/clients/clients.js';
import { BadEncoding, BodyTooLarge, readBody } from '../read-body.js';
import type { ApiParts } from './api-parts.js';
import type { Call, Endpoint } from './endpoint.js';
import { Problem, type Fault } from './problem.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Every printable ASCII character; a UUID is usual. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** What zod says is wrong, in the house's language. */
const WORDS = { 'pt-BR': z.locales.ptBR().localeError, en: z.locales.en().localeError } as const;

/**
 * Checks every part of a call by the operation's schemas.
 * @throws Problem validation naming all that is wrong, malformed, media_type, too_large, key_missing
 */
export async function readCall(request: Request, endpoint: Endpoint, client: Client, parts: ApiParts): Promise<Call<unknown, unknown, unknown>> {
  const key = endpoint.body ? keyOf(request) : '';
  const given = endpoint.body ? await jsonOf(request) : undefined;
  const faults: Fault[] = [];
  const read = (where: Fault['in'], schema: z.ZodType, value: unknown) => {
    const result = schema.safeParse(value, { error: WORDS[parts.locale as keyof typeof WORDS] });
    if (!result.success) faults.push(...result.error.issues.flatMap(plainIssues).map(({ path, message }): Fault => ({ in: where, at: where === 'body' ? `/${path.join('/')}` : path.join('.'), detail: message })));
    return result.data;
  };
  const params = read('path', endpoint.params, request.params);
  const query = read('query', endpoint.query, request.query);
  const body = endpoint.body ? read('body', endpoint.body, given) : undefined;
  if (faults.length > 0) throw new Problem('validation', { faults });
  const fingerprint = sha256(JSON.stringify([endpoint.id, params, body ?? null]));
  return { ...parts, client, actor: { kind: 'client', id: client.id, name: client.name }, params, query, body, request: { client: String(client.id ?? 'house'), key: sha256(key), fingerprint } };
}

/** Of a choice between shapes, what is wrong with the one that comes closest. */
function plainIssues(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union') return [{ path: issue.path, message: issue.message }];
  const [closest] = [...issue.errors].sort((one, other) => one.length - other.length);
  return (closest ?? []).flatMap(plainIssues).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function keyOf(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new Problem('key_missing');
}

async function jsonOf(request: Request): Promise<unknown> {
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) throw new Problem('media_type');
  try {
    const { body } = await readBody(request);
    if (body instanceof BadEncoding) throw new Problem(body.known ? 'malformed' : 'media_type');
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new Problem('too_large');
    if (error instanceof SyntaxError || error instanceof RangeError) throw new Problem('malformed');
    throw error;
  }
}
