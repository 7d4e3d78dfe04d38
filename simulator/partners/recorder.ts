/** The house's other systems in the demo: they take every call, do it once a key, and can be told to misbehave. */
import express, { Router, type Request, type Response } from 'express';

export const SYSTEMS = ['crm', 'operacao', 'integracoes'] as const;
export type System = (typeof SYSTEMS)[number];

/** How a system answers: as it should, with an error, or never. */
export const MOODS = ['ok', 'error', 'silent'] as const;
export type Mood = (typeof MOODS)[number];

export interface RecordedCall {
  number: number;
  system: System;
  path: string;
  at: string;
  key: string;
  /** A key that was taken before. */
  repeated: boolean;
  status: number | null;
  body: unknown;
}

export interface RecorderOptions {
  tokens: Record<System, string>;
  now: () => number;
  /** As many calls are remembered. */
  keep?: number;
}

const isSystem = (name: unknown): name is System => SYSTEMS.includes(name as System);

/** Routes to be mounted at one path: `POST /:system/…` is taken as the real system would, `GET /calls`, `POST /moods/:system`. */
export function createRecorder({ tokens, now, keep = 200 }: RecorderOptions) {
  const calls: RecordedCall[] = [];
  const keys = new Set<string>();
  const moods: Record<System, Mood> = { crm: 'ok', operacao: 'ok', integracoes: 'ok' };
  let count = 0;

  function record(system: System, request: Request, status: number | null): RecordedCall {
    const key = request.get('idempotency-key') ?? '';
    const call = { number: (count += 1), system, path: request.path.slice(system.length + 1), at: new Date(now()).toISOString(), key, repeated: keys.has(key), status, body: request.body as unknown };
    if (status === 201) keys.add(key);
    calls.unshift(call);
    calls.length = Math.min(calls.length, keep);
    return call;
  }

  function take(request: Request, response: Response): void {
    const { system } = request.params;
    if (!isSystem(system)) return void response.status(404).json({ error: 'no such system' });
    if (request.get('authorization') !== `Bearer ${tokens[system]}`) return void response.status(401).json({ error: 'wrong token' });
    if (!request.get('idempotency-key')) return void response.status(400).json({ error: 'Idempotency-Key is missing' });
    if (moods[system] === 'silent') return void record(system, request, null);
    if (moods[system] === 'error') {
      record(system, request, 503);
      return void response.status(503).json({ error: 'as if it were down' });
    }
    const { number, repeated } = record(system, request, 201);
    response.status(repeated ? 200 : 201).json({ id: `${system}-${number}` });
  }

  const router = Router();
  router.use(express.json({ limit: '1mb' }));
  router.get('/calls', (_request, response) => void response.json({ calls, moods }));
  router.post('/moods/:system', (request, response) => {
    const { system } = request.params;
    const mood = (request.body as { mood?: unknown } | undefined)?.mood;
    if (!isSystem(system) || !MOODS.includes(mood as Mood)) return void response.status(400).json({ error: 'no such system or mood' });
    moods[system] = mood as Mood;
    response.json({ moods });
  });
  router.post('/:system/*rest', take);
  return { router, calls };
}
