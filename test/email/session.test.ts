import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { judgeFailure } from '../../src/integrations/mail/judge-failure.js';
import { mailServerOf, type MailServer as Target } from '../../src/integrations/mail/server-address.js';
import { LIMITS, sendBySmtp, tryServer } from '../../src/integrations/mail/smtp.js';
import { Broken, TryLater } from '../../src/kit/errors.js';
import { startMailServer, type MailServer } from './mail-server.js';

const ENVELOPE = { from: 'contato@carinho.test', to: 'maria@exemplo.com.br' };
const MESSAGE = Buffer.from('Subject: oi\r\n\r\noi\r\n');

let mail: MailServer | undefined;
let silent: Server | undefined;
afterEach(async () => {
  await mail?.close();
  await new Promise((resolve) => (silent ? silent.close(resolve) : resolve(undefined)));
  [mail, silent] = [undefined, undefined];
});

const target = (over: Partial<Target> = {}): Target => ({ host: '127.0.0.1', port: mail?.port ?? 0, secure: false, requireTLS: false, auth: undefined, ...over });

/** Sends, and tells what came of it and whether the message was begun. */
async function attempt(server: Target, signal = new AbortController().signal, limits = LIMITS): Promise<{ error: unknown; begun: boolean }> {
  let begun = false;
  const error = await sendBySmtp(server, ENVELOPE, MESSAGE, async () => void (begun = true), signal, limits).then(() => undefined, (thrown: unknown) => thrown);
  return { error, begun };
}

describe('a session with the mail server', () => {
  test('signs in and hands the message over', async () => {
    mail = await startMailServer({ authOptional: false, allowInsecureAuth: true, onAuth: ({ username, password }, _session, done) => (password === 'p@ss word' ? done(null, { user: username }) : done(new Error('no'))) });
    expect(await attempt(target(mailServerOf(`smtp://carinho%40test:p%40ss%20word@127.0.0.1:${mail.port}`)))).toEqual({ error: undefined, begun: true });
    expect(mail.received).toMatchObject([{ user: 'carinho@test', to: [ENVELOPE.to] }]);
  });

  test('a password it does not take is our own affair: the e-mail waits, and its address is not blamed', async () => {
    mail = await startMailServer({ authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(Object.assign(new Error('5.7.8 bad credentials'), { responseCode: 535 })) });
    const { error, begun } = await attempt(target({ auth: { user: 'a', pass: 'b' } }));
    expect(error).toBeInstanceOf(TryLater);
    expect(error).toMatchObject({ outcome: 'not_done', message: expect.stringMatching(/^account: /) });
    expect(begun).toBe(false);
    await expect(tryServer(target({ auth: { user: 'a', pass: 'b' } }))).rejects.toBeInstanceOf(TryLater);
  });

  test('a certificate nobody signed, and a server that cannot encrypt: nothing is said in the clear', async () => {
    // The certificate is nobody's on purpose, which smtp-server minds.
    const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    mail = await startMailServer({ secure: true });
    quiet.mockRestore();
    const wrong = await attempt(target({ secure: true }));
    expect(wrong).toMatchObject({ begun: false, error: { outcome: 'not_done', message: expect.stringMatching(/^tls: /) } });
    await mail.close();
    mail = await startMailServer();
    const bare = await attempt(target({ requireTLS: true, auth: { user: 'a', pass: 'secret' } }));
    expect(bare).toMatchObject({ begun: false, error: { outcome: 'not_done', message: expect.stringMatching(/^tls: /) } });
    expect(mail.received).toEqual([]);
  });

  test('a server that never answers after the last byte: whether it took the message is unknown', async () => {
    mail = await startMailServer();
    const stop = new AbortController();
    mail.manners = { taken: () => { setTimeout(() => stop.abort(), 100); return 'silent'; } };
    expect(await attempt(target(), stop.signal)).toMatchObject({ begun: true, error: { outcome: 'unknown' } });
    expect(mail.received).toHaveLength(1);
  });

  test('a server that looks into a message for minutes before it takes it is waited for; one that is slow before is not', async () => {
    expect(LIMITS.answerMs).toBeGreaterThanOrEqual(300_000);
    mail = await startMailServer({ onData: (stream, _session, done) => void stream.on('end', () => setTimeout(done, 800)).resume() });
    const limits = { untilLastByteMs: 300, answerMs: 5_000 };
    expect(await attempt(target(), undefined, limits)).toEqual({ error: undefined, begun: true });
    await mail.close();
    mail = await startMailServer({ onMailFrom: () => undefined });
    expect(await attempt(target(), undefined, limits)).toMatchObject({ error: { message: 'server: no answer within 0.3 s' } });
    await mail.close();
    mail = await startMailServer();
    mail.manners = { taken: () => 'silent' };
    expect(await attempt(target(), undefined, { ...limits, answerMs: 400 })).toMatchObject({ begun: true, error: { outcome: 'unknown', message: 'server: no answer within 0.4 s' } });
  });

  test('a server that never greets is given up after ten seconds, and certainly took nothing', async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => void silent?.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const { error, begun } = await attempt(target({ port: typeof address === 'object' && address ? address.port : 0 }));
    expect(error).toMatchObject({ outcome: 'not_done', message: expect.stringMatching(/^server: /) });
    expect(begun).toBe(false);
  }, 20_000);

  test('nobody listens', async () => {
    expect(await attempt(target({ port: 1 }))).toMatchObject({ begun: false, error: { outcome: 'not_done' } });
  });
});

describe('SMTP_URL', () => {
  test('says where, and how safely', () => {
    expect(mailServerOf('smtps://u:p@mail.example.com')).toEqual({ host: 'mail.example.com', port: 465, secure: true, requireTLS: false, auth: { user: 'u', pass: 'p' } });
    expect(mailServerOf('smtp://mail.example.com')).toEqual({ host: 'mail.example.com', port: 587, secure: false, requireTLS: true, auth: undefined });
    expect(mailServerOf('smtp://mailpit:1025?tls=off')).toMatchObject({ port: 1025, requireTLS: false });
    expect(mailServerOf('smtp://localhost:1025')).toMatchObject({ requireTLS: false });
    expect(mailServerOf('smtp://[::1]:1025')).toMatchObject({ host: '::1', requireTLS: false });
  });
});

describe('what a failure means', () => {
  const failed = (given: object) => Object.assign(new Error('x'), given);
  test.each([
    ['message', { responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 no such user' }, Broken, /^address: /],
    ['message', { responseCode: 554, command: 'DATA', response: '554 5.1.1 no such user' }, Broken, /^address: /],
    ['message', { responseCode: 550, command: 'MAIL FROM', response: '550 5.1.8 bad sender' }, Broken, /^sender: /],
    ['message', { responseCode: 550, command: 'DATA', response: '550 5.7.26 unauthenticated' }, Broken, /^sender: /],
    ['message', { responseCode: 451, command: 'DATA', response: '451 4.7.1 later' }, TryLater, /^content: /],
    ['message', { responseCode: 452, command: 'RCPT TO', response: '452 4.2.2 mailbox full' }, TryLater, /^address: /],
    ['message', { responseCode: 554, command: 'RCPT TO', response: '554 5.7.1 Relay access denied' }, Broken, /^sender: /],
    ['message', { responseCode: 550, command: 'RCPT TO', response: '550 5.7.1 Client host blocked using a blocklist' }, Broken, /^sender: /],
    ['message', { responseCode: 550, command: 'RCPT TO', response: '550 relaying denied' }, Broken, /^sender: /],
    ['message', { responseCode: 450, command: 'RCPT TO', response: '450 4.7.25 Client host rejected: cannot find your hostname' }, TryLater, /^sender: /],
    ['message', { responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 User unknown in relay recipient table' }, Broken, /^address: /],
    ['message', { responseCode: 554, command: 'DATA', response: '554 5.7.1 message content rejected' }, Broken, /^content: /],
    ['message', { responseCode: 451, command: 'MAIL FROM', response: '451 4.7.1 rate limit exceeded' }, TryLater, /^server: /],
    ['message', { responseCode: 552, command: 'MAIL FROM', response: '552 5.3.4 message size exceeds fixed limit' }, Broken, /^too_large: /],
    ['connect', { responseCode: 554, command: 'CONN', response: '554 no service' }, TryLater, /^server: /],
    ['login', { responseCode: 535, command: 'AUTH PLAIN', response: '535 no' }, TryLater, /^account: /],
  ] as const)('%s %j', (phase, given, kind, words) => {
    const judged = judgeFailure(failed(given), phase);
    expect(judged).toBeInstanceOf(kind);
    expect(judged.message).toMatch(words);
  });

  test('the server’s words are kept without the person’s address', () => {
    expect(judgeFailure(failed({ responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 <maria@exemplo.com.br> unknown' }), 'message').message).not.toContain('exemplo');
  });
});
