import type { Writable } from 'node:stream';
import pino from 'pino';
import { maskText } from './mask.js';

/** The closed list of what a log line can be about. */
export type LogCategory = 'start' | 'http' | 'letterbox' | 'inbox' | 'lane' | 'clock' | 'slack' | 'zapi' | 'database' | 'queue' | 'portal' | 'api';

export type Log = pino.Logger;

/** Never printed, whatever object carries them. */
const HIDDEN = ['password', 'token', 'body', 'text', 'payload', 'phone', 'name', 'email', 'authorization', 'parameters', 'query', 'driverError'];

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  return { type: error.name, message: maskText(error.message), code, stack: error.stack === undefined ? undefined : maskText(error.stack) };
}

/** The words beside a line's message are masked as it is: a stream's name holds a phone, and so may a reason. */
function maskWords(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? maskText(value) : value]));
}

/**
 * The structured logger (one JSON line an event). Errors go through our own serializer, because TypeORM's carry
 * the statement and its parameters; message texts and the words beside them are masked.
 * @param destination where the lines go; standard output when it is not given
 */
export function createLog(level: string, pretty = false, destination?: Writable): Log {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    formatters: { log: maskWords },
    redact: { paths: HIDDEN.flatMap((key) => [key, `*.${key}`]), censor: '•••' },
    serializers: { err: describeError, error: describeError },
    hooks: {
      logMethod(args, method) {
        const masked = args.map((arg) => (typeof arg === 'string' ? maskText(arg) : arg));
        method.apply(this, masked as Parameters<typeof method>);
      },
    },
    ...(pretty ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } } } : {}),
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A child logger for one category, with what identifies the work at hand (ids only). */
export function logFor(log: Log, category: LogCategory, ids: Record<string, string | number | undefined> = {}): Log {
  return log.child({ category, ...ids });
}
