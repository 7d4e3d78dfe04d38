import type { z } from 'zod';
import type { Client } from '../../domain/clients/clients.js';
import type { Scope } from '../../domain/clients/scopes.js';
import type { Actor } from '../../domain/ctx.js';
import type { ApiParts } from './api-parts.js';
import type { ProblemCode } from './problem.js';

/** A call whose parts have been read. */
export interface Call<P, Q, B> extends ApiParts {
  client: Client;
  /** Who acts, for the ledger. */
  actor: Actor;
  params: P;
  query: Q;
  body: B;
  /** Of calls that change something: under which key, and what it asks; both hashed. */
  request: { client: string; key: string; fingerprint: string };
}

export interface Answer {
  body: unknown;
  /** The answer to the same call before. */
  repeated?: boolean;
}

type Shape = z.ZodObject;

/**
 * One operation: the same schemas check the call and describe it in the OpenAPI document. Its words are in locales,
 * `api:operation.<id>`. An operation with a body changes something, and takes an Idempotency-Key.
 */
export interface Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType> {
  id: string;
  method: 'get' | 'post';
  /** Below /api/v1, with `{parameters}`. */
  path: string;
  group: 'conversations' | 'contacts' | 'metrics';
  scope: Scope;
  params: P;
  query: Q;
  body?: B;
  /** What a body may look like. */
  example?: object;
  /** Schemas of the answer, and its status. */
  status: 200 | 202;
  answer: z.ZodType;
  /** What may go wrong beside what may go wrong with every call. */
  problems: ProblemCode[];
  run(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer>;
}

/** Describes an operation; the types of its parts follow from the schemas. */
export function endpoint<P extends Shape, Q extends Shape, B extends z.ZodType = z.ZodUndefined>(described: Endpoint<P, Q, B>): Endpoint {
  return described as unknown as Endpoint;
}
