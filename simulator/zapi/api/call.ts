/** What an API handler gets and gives. */
import type { FailureEffect, JsonObject } from '../types.js';
import type { World } from '../world.js';

/** One authenticated call to the instance. */
export interface ApiCall {
  world: World;
  /** First path segment, for example `send-text`. */
  action: string;
  /** The rest of the path, decoded. */
  segments: string[];
  query: URLSearchParams;
  body: JsonObject;
  /** The body as sent, for calls whose body is an array. */
  rawBody: unknown;
  /** A failure that lets the message through the queue first. */
  effect?: FailureEffect;
}

/** Status and JSON body; a null body sends none. */
export interface ApiAnswer { status: number; body: unknown }

/** Answers one call. */
export type ApiHandler = (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;

/** Handlers by action and HTTP method. */
export type ApiTable = Record<string, Partial<Record<string, ApiHandler>>>;

/** 200 with a body. */
export const answer = (body: unknown): ApiAnswer => ({ status: 200, body });

/** Z-API's usual "done". */
export const done: ApiHandler = () => answer({ value: true });

/** 400 with Z-API's error sentence. */
export const badRequest = (error: string): ApiAnswer => ({ status: 400, body: { error } });

/** The failure that comes disguised as success. */
export const NOT_CONNECTED: ApiAnswer = { status: 200, body: { error: 'You are not connected' } };

/** One page of a list by `page` (from 1) and `pageSize`. */
export function pageOf<T>(list: readonly T[], query: URLSearchParams): T[] {
  const size = Math.max(1, Number(query.get('pageSize') ?? 20) || 20);
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  return list.slice((page - 1) * size, page * size);
}
