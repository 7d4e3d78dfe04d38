import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/kit/repository-root.js';

export interface PartnerCall {
  path: string;
  key: string;
  headers: IncomingMessage['headers'];
  /** The very bytes. */
  text: string;
}

/** How a call goes wrong, before or (`afterEffect`) after the partner has done what it was asked. */
export type Misbehaviour =
  | { how: 'status'; status: number; headers?: Record<string, string>; body?: string; afterEffect?: boolean }
  /** The connection is cut. */
  | { how: 'reset'; afterEffect?: boolean }
  /** No answer ever comes. */
  | { how: 'hang'; afterEffect?: boolean }
  /** A success that breaks off in its body. */
  | { how: 'cut_short' }
  /** A success whose body is no JSON. */
  | { how: 'garbage' };

/**
 * Another system of the house on localhost. It honours Idempotency-Key as the draft says: the same key with the same body is
 * done once and answered as the first time; with another body it is refused (422).
 */
export interface Partner {
  url: string;
  host: string;
  /** Every call that came in whole. */
  calls: PartnerCall[];
  /** What was really done, once a key, in order. */
  effects: Record<string, unknown>[];
  misbehave(next: Misbehaviour, times?: number): void;
  /** From now on all is well. */
  behave(): void;
  /** Fails (500) at every body of this kind. */
  refuse(which: ((body: Record<string, unknown>) => boolean) | undefined): void;
  close(): Promise<void>;
}

/**
 * @param secure https with a certificate that nobody vouches for
 * @param latencyMs how long the next answer takes, once the thing is done
 * @param mood how a call goes wrong when nothing else was said
 */
export async function startPartner({ secure = false, latencyMs = () => 0, mood }: { secure?: boolean; latencyMs?: () => number; mood?: () => Misbehaviour | undefined } = {}): Promise<Partner> {
  const calls: PartnerCall[] = [];
  const effects: Record<string, unknown>[] = [];
  const done = new Map<string, string>();
  const manners: Misbehaviour[] = [];
  let poison: ((body: Record<string, unknown>) => boolean) | undefined;

  const effect = ({ key, text }: PartnerCall): { status: number; body: string } => {
    const before = done.get(key);
    if (before !== undefined && before !== text) return { status: 422, body: '{"error":"this key came with another body"}' };
    if (before === undefined) {
      done.set(key, text);
      effects.push(JSON.parse(text) as Record<string, unknown>);
    }
    return { status: before === undefined ? 201 : 200, body: JSON.stringify({ id: `R-${[...done.keys()].indexOf(key) + 1}` }) };
  };

  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = { path: request.url ?? '', key: String(request.headers['idempotency-key']), headers: request.headers, text: Buffer.concat(chunks).toString('utf8') };
      calls.push(call);
      const isPoison = poison?.(JSON.parse(call.text) as Record<string, unknown>) === true;
      const manner: Misbehaviour | undefined = manners.shift() ?? (isPoison ? { how: 'status', status: 500 } : mood?.());
      const isDone = manner === undefined || manner.how === 'garbage' || manner.how === 'cut_short' || ('afterEffect' in manner && manner.afterEffect === true);
      const result = isDone ? effect(call) : { status: 500, body: '' };
      const wait = latencyMs();
      if (wait === 0) answer(response, manner, result);
      else setTimeout(() => answer(response, manner, result), wait);
    });
  };
  const keys = (file: string) => readFileSync(join(repositoryRoot(), 'test/fixtures/tls', file));
  const server: Server = secure ? createSecureServer({ key: keys('nobody.key'), cert: keys('nobody.crt') }, listener) : createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${secure ? 'https' : 'http'}://${host}`,
    host, calls, effects,
    misbehave: (next, times = 1) => void manners.push(...Array.from({ length: times }, () => next)),
    behave: () => void manners.splice(0),
    refuse: (which) => {
      poison = which;
    },
    close: () => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
  };
}

function answer(response: ServerResponse, manner: Misbehaviour | undefined, { status, body }: { status: number; body: string }): void {
  switch (manner?.how) {
    case undefined:
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    case 'status':
      return void response.writeHead(manner.status, manner.headers).end(manner.body ?? '');
    case 'reset':
      return void response.socket?.destroy();
    case 'hang':
      return undefined;
    case 'cut_short':
      response.writeHead(status, { 'content-length': '1000' }).write('{"id":');
      return void setTimeout(() => response.socket?.destroy(), 20);
    case 'garbage':
      return void response.writeHead(status).end('<html>Recebido!</html>');
  }
}
