import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { TryLater } from '../../kit/errors.js';
import { judgeFailure, type Phase } from './judge-failure.js';
import type { MailServer } from './server-address.js';

/** How long the connection and the greeting may take, ms. */
const CONNECT_MS = 10_000;

/**
 * How long a session may take up to the message's last byte, and the server to answer that, ms. Servers that look into a
 * message before they take it answer after minutes (RFC 5321, 4.5.3.2.6, asks for ten); given up too early it arrives
 * twice. Together they are a whole session: outbox/drain.ts counts on it.
 */
export const LIMITS = { untilLastByteMs: 60_000, answerMs: 300_000 };

export interface Envelope {
  from: string;
  to: string;
}

/** Something of a session that ends by a callback, as a promise. */
const ended = (step: (done: (error?: Error | null) => void) => void) => new Promise<void>((resolve, reject) => step((error) => (error ? reject(error) : resolve())));

/**
 * One session with the mail server: connects, encrypts, signs in, hands the message over.
 * @param handing awaited right before the message is begun: from here on it may be taken
 * @param limits longest times, ms
 * @throws TryLater, Broken (judge-failure.ts)
 */
export async function sendBySmtp(server: MailServer, envelope: Envelope, message: Buffer, handing: () => Promise<void>, signal: AbortSignal, limits = LIMITS): Promise<void> {
  await inSession(server, signal, limits, async (connection, enter, allow) => {
    await handing();
    enter('message');
    const bytes = Readable.from([message]).once('end', () => allow(limits.answerMs));
    await ended((done) => connection.send({ from: envelope.from, to: [envelope.to] }, bytes, done));
  });
}

/** Connects and signs in only: does the server take us? @throws TryLater */
export function tryServer(server: MailServer): Promise<void> {
  return inSession(server, new AbortController().signal, LIMITS, async () => undefined);
}

type Deed = (connection: SMTPConnection, enter: (phase: Phase) => void, allow: (ms: number) => void) => Promise<void>;

/** @param deed what is done in it; `allow`: from now on it may take so long, ms */
async function inSession(server: MailServer, signal: AbortSignal, limits: typeof LIMITS, deed: Deed): Promise<void> {
  const { host, port, secure, requireTLS, auth } = server;
  const connection = new SMTPConnection({ host, port, secure, requireTLS, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: limits.untilLastByteMs + limits.answerMs, logger: false });
  let phase: Phase = 'connect';
  let stop: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  let timer: NodeJS.Timeout | undefined;
  const allow = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => stop(new Error(`no answer within ${ms / 1000} s`)), ms).unref();
  };
  allow(limits.untilLastByteMs);
  // Of its own, because `signal` is every lane's of this process.
  const over = AbortSignal.any([signal]);
  const takenOver = () => stop(new Error('another process took over'));
  over.addEventListener('abort', takenOver, { once: true });
  connection.on('error', stop);
  // Whoever closes in the middle of a session says no error otherwise.
  connection.on('end', () => stop(new Error('the connection was closed')));
  const session = async () => {
    await ended((done) => connection.connect(done));
    phase = 'login';
    if (auth) await ended((done) => connection.login({ credentials: auth }, done));
    await deed(connection, (entered) => void (phase = entered), allow);
  };
  try {
    if (signal.aborted) throw new TryLater('another process took over');
    await Promise.race([session(), stopped]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw error instanceof TryLater ? error : judgeFailure(error, phase);
  } finally {
    clearTimeout(timer);
    over.removeEventListener('abort', takenOver);
    stopped.catch(() => undefined);
  }
}
