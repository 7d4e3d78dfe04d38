import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkMail } from '../../src/doctor/mail.js';
import { startMailServer, type MailServer } from '../email/mail-server.js';
import { closedPort } from './examined.js';

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer({ authOptional: false, allowInsecureAuth: true, onAuth: ({ password }, _session, done) => (password === 'certa' ? done(null, { user: 'carinho' }) : done(Object.assign(new Error('5.7.8 bad credentials'), { responseCode: 535 }))) });
});
afterAll(() => mail.close());

const look = (url: string | undefined) => checkMail({ SMTP_URL: url, EMAIL_FROM: 'contato@carinho.test' });

test('not set up: nothing to look at', async () => {
  expect(await look(undefined)).toEqual([]);
});

test('a server that lets us in: says so, sends nothing, and minds that nothing is encrypted', async () => {
  const [first, second] = await look(`smtp://carinho:certa@127.0.0.1:${mail.port}`);
  expect(first).toEqual({ mark: 'good', says: expect.stringContaining('lets us in') });
  expect(second).toMatchObject({ mark: 'advice', says: expect.stringContaining('not encrypted') });
  expect(mail.received).toEqual([]);
});

test('a wrong password, and nobody there: what to look at, and no password in the report', async () => {
  const [wrong] = await look(`smtp://carinho:segredo-errado@127.0.0.1:${mail.port}`);
  expect(wrong).toMatchObject({ mark: 'bad', remedy: expect.stringContaining('user and password') });
  expect(JSON.stringify(wrong)).not.toContain('segredo-errado');
  expect(await look(`smtp://127.0.0.1:${await closedPort()}`)).toEqual([expect.objectContaining({ mark: 'bad', remedy: expect.stringContaining('host and port') })]);
});
