import type { Request } from 'express';
import type { JsonObject } from '../model.js';

const STRUCTURED = ['blocks', 'attachments', 'metadata', 'view', 'files'];

/** The arguments of a Web API call: query, urlencoded or JSON body, JSON-in-a-string fields opened, booleans read. */
export function readArguments(request: Request): JsonObject {
  const args: JsonObject = { ...(request.query as JsonObject), ...((request.body ?? {}) as JsonObject) };
  delete args.token;
  for (const [name, value] of Object.entries(args)) {
    if (value === 'true' || value === 'false') args[name] = value === 'true';
    if (typeof value === 'string' && STRUCTURED.includes(name) && value !== '') args[name] = parsed(value);
  }
  return args;
}

/** The token of a call: from the Authorization header, or the `token` field. */
export function readToken(request: Request): string | undefined {
  const header = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  const body = (request.body ?? {}) as JsonObject;
  const given = header?.[1] ?? body.token ?? request.query.token;
  return typeof given === 'string' && given !== '' ? given : undefined;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
