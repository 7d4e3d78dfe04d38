import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { TryLater } from '../../kit/errors.js';
import { judgeFailure, type Phase } from './judge-failure.js';
import type { MailServer } from './server-address.js';

/** How long each step may take, ms. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 40_000;
/** A whole session: outbox/drain.ts counts on it. */
const SESSION_MS = 60_000;

export interface Envelope {
  from: string;
  to: string;
}

/** Something of a session that ends by a callback, as a promise. */
const ended = (step: (done: (error?: Error | null) => void) => void) => new Promise<void>((resolve, reject) => step((error) => (error ? reject(error) : resolve())));

/**
 * One session with the mail server: connects, encrypts, signs in, hands the message over.
 * @param handing awaited right before the message is begun: from here on it may be taken
 * @throws TryLater, Broken (judge-failure.ts)
 */
export async function sendBySmtp(server: MailServer, envelope: Envelope, message: Buffer, handing: () => Promise<void>, signal: AbortSignal): Promise<void> {
  await inSession(server, signal, async (connection, enter) => {
    await handing();
    enter('message');
    await ended((done) => connection.send({ from: envelope.from, to: [envelope.to] }, message, done));
  });
}

/** Connects and signs in only: does the server take us? @throws TryLater */
export function tryServer(server: MailServer): Promise<void> {
  return inSession(server, AbortSignal.timeout(SESSION_MS), async () => undefined);
}

async function inSession(server: MailServer, signal: AbortSignal, deed: (connection: SMTPConnection, enter: (phase: Phase) => void) => Promise<void>): Promise<void> {
  const { host, port, secure, requireTLS, auth } = server;
  const connection = new SMTPConnection({ host, port, secure, requireTLS, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, logger: false });
  let phase: Phase = 'connect';
  let stop: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  // Of its own, because `signal` is every lane's of this process.
  const over = AbortSignal.any([signal, AbortSignal.timeout(SESSION_MS)]);
  over.addEventListener('abort', () => stop(new Error(signal.aborted ? 'another process took over' : `no end within ${SESSION_MS / 1000} s`)), { once: true });
  connection.on('error', stop);
  // Whoever closes in the middle of a session says no error otherwise.
  connection.on('end', () => stop(new Error('the connection was closed')));
  const session = async () => {
    await ended((done) => connection.connect(done));
    phase = 'login';
    if (auth) await ended((done) => connection.login({ credentials: auth }, done));
    await deed(connection, (entered) => void (phase = entered));
  };
  try {
    if (signal.aborted) throw new TryLater('another process took over');
    await Promise.race([session(), stopped]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw error instanceof TryLater ? error : judgeFailure(error, phase);
  } finally {
    stopped.catch(() => undefined);
  }
}
