import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does with a session, in order of what comes; undefined: takes it. */
export interface Manners {
  /** Answers RCPT TO of this address with this. */
  recipient?: (address: string) => { code: number; says: string } | undefined;
  sender?: () => { code: number; says: string } | undefined;
  /** After the last byte: an answer, `cut` breaks the connection without one, `silent` never answers. */
  taken?: (mail: Received) => { code: number; says: string } | 'cut' | 'silent' | undefined;
}

export interface Received {
  raw: string;
  from: string;
  to: string[];
  encrypted: boolean;
  user: string | undefined;
}

/** A mail server on localhost that keeps what it took, and misbehaves on request. */
export interface MailServer {
  url: string;
  port: number;
  /** What was taken, whatever the sender was told. */
  received: Received[];
  manners: Manners;
  /** Attempts to begin a session. */
  sessions: () => number;
  last(): Promise<ParsedMail>;
  parsed(): Promise<ParsedMail[]>;
  close(): Promise<void>;
}

const refusal = ({ code, says }: { code: number; says: string }) => Object.assign(new Error(says), { responseCode: code });

/** @param options over the defaults: no encryption, no sign-in */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const received: Received[] = [];
  let sessions = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done) => {
      sessions += 1;
      done();
    },
    onMailFrom: (_address, _session, done) => {
      const no = mail.manners.sender?.();
      done(no ? refusal(no) : null);
    },
    onRcptTo: ({ address }, _session, done) => {
      const no = mail.manners.recipient?.(address);
      done(no ? refusal(no) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const one = { raw: Buffer.concat(chunks).toString('utf8'), from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), encrypted: session.secure, user: typeof session.user === 'string' ? session.user : undefined };
        const answer = mail.manners.taken?.(one);
        if (typeof answer !== 'object') received.push(one);
        if (answer === 'silent') return;
        if (answer === 'cut') for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
        else done(answer ? refusal(answer) : null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  const listening = typeof address === 'object' && address ? address.port : 0;
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    received,
    manners: {},
    sessions: () => sessions,
    last: async () => simpleParser(received.at(-1)?.raw ?? ''),
    parsed: () => Promise.all(received.map(({ raw }) => simpleParser(raw))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mail;
}
