import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { resendEmail } from '../../src/domain/email/send-email.js';
import { discardDeadLetter, retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { ANA, BRUNO, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { channelTexts, repliesOf, shown, slash } from '../support/thread.js';
import { startMailServer, type MailServer } from './mail-server.js';

const ADDRESS = 'maria@exemplo.com.br';
const HOURS = 3_600_000;
const ana = { kind: 'agent', id: 1, name: 'Ana Lima', role: 'agent', slackUserId: ANA } as const;
const admin = { kind: 'agent', id: 9, name: 'Carla', role: 'admin', slackUserId: null } as const;

let mail: MailServer;
let world: World;
beforeAll(async () => {
  mail = await startMailServer();
  world = await startWorld({ env: { SMTP_URL: mail.url, EMAIL_FROM: 'contato@carinho.test' } });
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
});
afterAll(async () => {
  await world.end();
  await mail.close();
});
beforeEach(() => {
  mail.manners = {};
  mail.received.length = 0;
});

const VALUES = { address: ADDRESS, 'contact.name': 'Maria', patient_name: 'Lúcia', care_type: 'Companhia', location: 'Perdizes', schedule: 'Dias úteis', start_date: 'amanhã', price: 'R$ 100', payment: 'Pix', valid_until: '10/12/2026' };

/** Ana sends the proposal; returns the e-mail's id. */
async function send(): Promise<number> {
  await slash(world, ANA, '/email', '#1 proposta');
  await world.slack.submitView(ANA, VALUES);
  await world.slack.submitView(ANA);
  const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM emails');
  return row?.id as number;
}

const emailOf = async (id: number) => (await world.rows<{ state: string; error: string | null; repeated: number; address: string; corrections: number }>('SELECT state, error, repeated, address, corrections FROM emails WHERE id = ?', [id]))[0];
const deliveriesOf = (id: number) => world.rows<{ id: number; status: string; last_error: string | null; attempts: number }>('SELECT id, status, last_error, attempts FROM deliveries WHERE lane = ? ORDER BY id', [`email:${id}`]);
const notices = async () => (await repliesOf(world)).filter((message) => /e-mail/.test(message.text));
const lastNotice = async () => (await notices()).at(-1);

test('a server that puts us off (450, greylisting) gets it later, once; the thread says it is on its way until then', async () => {
  let tries = 0;
  mail.manners = { recipient: () => ((tries += 1) <= 4 ? { code: 450, says: '4.2.0 greylisted, come back in 5 minutes' } : undefined) };
  const id = await send();
  await world.settle();
  expect(shown((await lastNotice()) as never)).toContain('a caminho');
  await world.settle(HOURS);
  expect(tries).toBe(5);
  expect(mail.received).toHaveLength(1);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', repeated: 0 });
  expect(shown((await lastNotice()) as never)).toContain('aceito pelo servidor');
});

test('an address the server refuses (550) is a dead letter; the thread says why, without the address, and the corrected e-mail goes out once', async () => {
  mail.manners = { recipient: (address) => (address === ADDRESS ? { code: 550, says: `5.1.1 <${address}>: user unknown` } : undefined) };
  const before = (await notices()).length;
  const id = await send();
  await world.settle(HOURS);
  expect(mail.received).toEqual([]);
  expect(await emailOf(id)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^address: 550 5\.1\.1/) });
  expect(await deliveriesOf(id)).toEqual([expect.objectContaining({ status: 'dead', attempts: 1, last_error: expect.not.stringContaining('exemplo') })]);
  const notice = await lastNotice();
  expect(notice?.text).toContain(`<@${ANA}>`);
  expect(shown(notice as never)).toContain('o endereço não existe');
  expect(shown(notice as never)).toContain('Corrigir e enviar de novo');
  expect(shown(notice as never)).not.toContain('maria@');
  const alarm = channelTexts(world, SUPERVISAO).join();
  expect(alarm).toContain('E-mail ao cliente');
  expect(alarm).not.toContain('maria@');

  const place = { channel: notice?.channel as string, ts: notice?.ts as string };
  await world.slack.click(STRANGER, place, 'email_again');
  expect(world.slack.views(STRANGER)).toBeUndefined();
  expect(JSON.stringify(world.slack.ephemerals(STRANGER))).toContain('equipe de atendimento');
  await world.slack.click(BRUNO, place, 'email_again');
  const form = world.slack.views(BRUNO);
  expect(JSON.stringify(form)).toContain(ADDRESS);
  expect((await world.slack.submitView(BRUNO, { address: 'maria@exemplo' })).errors?.['address']).toContain('endereço de e-mail completo');
  await world.slack.submitView(BRUNO, { address: '<mailto:Maria.S@Exemplo.com.br|x>' });
  await world.settle(HOURS);
  expect(mail.received.map(({ to }) => to)).toEqual([['Maria.S@exemplo.com.br']]);
  expect((await mail.last()).messageId).toContain(`<email.${id}.1.`);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', corrections: 1, error: null });
  expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(['discarded', 'sent']);
  expect((await notices()).length).toBe(before + 1);
  expect(shown((await lastNotice()) as never)).toContain('aceito pelo servidor');
  expect((await world.rows<{ action: string }>("SELECT action FROM conversation_history WHERE action LIKE 'email%' AND JSON_EXTRACT(detail, '$.email') = ? ORDER BY id", [id])).map(({ action }) => action)).toEqual(['email', 'email_failed', 'email', 'email_sent']);

  await world.slack.click(ANA, place, 'email_again').catch(() => undefined);
  await expect(world.house.ledger.run(ana, { conversation: 1 }, (ctx) => resendEmail(ctx, id, ADDRESS))).rejects.toMatchObject({ messageKey: 'mail:refused.not_failed' });
});

test('a message refused after its last byte (554) says so; retried where the dead letters are, it goes out once', async () => {
  mail.manners = { taken: () => ({ code: 554, says: '5.7.1 message content rejected' }) };
  const id = await send();
  await world.settle(HOURS);
  expect(await emailOf(id)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^content: 554/) });
  mail.manners = {};
  const [dead] = await deliveriesOf(id);
  await world.house.ledger.run(admin, {}, (ctx) => retryDeadLetter(ctx, dead?.id as number));
  await expect(world.house.ledger.run(admin, {}, (ctx) => discardDeadLetter(ctx, dead?.id as number, 'já decidido'))).rejects.toMatchObject({ messageKey: 'portal:deliveries.not_dead' });
  await world.settle(HOURS);
  expect(mail.received).toHaveLength(1);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', corrections: 0, repeated: 0 });
});

test('our sender refused (MAIL FROM 553) and a message too large (552) are told apart', async () => {
  mail.manners = { sender: () => ({ code: 553, says: '5.7.1 not allowed to send as this user' }) };
  const first = await send();
  await world.settle(HOURS);
  expect((await emailOf(first))?.error).toMatch(/^sender: 553/);
  mail.manners = { taken: () => ({ code: 552, says: '5.3.4 message too big' }) };
  const second = await send();
  await world.settle(HOURS);
  expect((await emailOf(second))?.error).toMatch(/^too_large: 552/);
});

test('a connection cut after the last byte: the same message again, under the same Message-ID, and the thread says it may have come twice', async () => {
  let tries = 0;
  mail.manners = { taken: () => ((tries += 1) === 1 ? 'cut' : undefined) };
  const id = await send();
  await world.settle(HOURS);
  expect(mail.received).toHaveLength(2);
  expect(mail.received[1]?.raw).toBe(mail.received[0]?.raw);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', repeated: 1 });
  expect(shown((await lastNotice()) as never)).toContain('pode ter chegado duas vezes');
});

test('a connection cut after the last byte, always: two copies and no more; the thread doubts, and so does the trail', async () => {
  mail.manners = { taken: () => 'cut' };
  const id = await send();
  await world.settle(4 * HOURS);
  expect(mail.received).toHaveLength(2);
  expect(mail.received[1]?.raw).toBe(mail.received[0]?.raw);
  expect(await emailOf(id)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^unknown: /) });
  const said = shown((await lastNotice()) as never);
  expect(said).toContain('Não se sabe se o e-mail');
  expect(said).toContain('pode ter chegado; confirme com a família antes de enviar de novo');
  expect(said).not.toContain('não saiu');
  expect(channelTexts(world, SUPERVISAO).at(-1)).toContain('pode ter chegado');
  const [end] = await world.rows<{ detail: string }>("SELECT detail FROM conversation_history WHERE action = 'email_failed' ORDER BY id DESC LIMIT 1");
  expect(JSON.parse(end?.detail ?? '{}')).toMatchObject({ email: id, doubt: true });

  mail.manners = {};
  const [dead] = await deliveriesOf(id);
  await world.house.ledger.run(admin, {}, (ctx) => retryDeadLetter(ctx, dead?.id as number));
  await world.settle(HOURS);
  expect(mail.received).toHaveLength(3);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', repeated: 1 });
});

test('cut once and then refused: it is not said that it did not leave', async () => {
  let tries = 0;
  mail.manners = { taken: () => ((tries += 1) === 1 ? 'cut' : { code: 554, says: '5.7.1 duplicate message' }) };
  const id = await send();
  await world.settle(HOURS);
  expect(mail.received).toHaveLength(1);
  expect((await emailOf(id))?.error).toMatch(/^content: 554/);
  const said = shown((await lastNotice()) as never);
  expect(said).toContain('o servidor recusou a mensagem. Uma tentativa anterior pode ter chegado');
  expect(said).not.toContain('não saiu');
});

test('a server that is away: nothing is lost or said to be sent; after two hours it is a dead letter, and back it goes out once', async () => {
  const { port } = mail;
  await mail.close();
  const id = await send();
  await world.settle(HOURS);
  expect(await emailOf(id)).toMatchObject({ state: 'queued' });
  await world.settle(3 * HOURS);
  expect(await emailOf(id)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^server: /) });
  expect(shown((await lastNotice()) as never)).toContain('não respondeu a tempo');
  const alarms = () => channelTexts(world, SUPERVISAO).filter((text) => text.includes('servidor de e-mail'));
  expect(alarms().filter((text) => text.includes('🔴'))).toHaveLength(1);
  expect(await world.rows("SELECT connected FROM connections WHERE name = 'smtp'")).toEqual([{ connected: 0 }]);
  mail = await startMailServer({}, port);
  await world.house.ledger.run(ana, { conversation: 1 }, (ctx) => resendEmail(ctx, id, ADDRESS));
  await world.settle(HOURS);
  expect(mail.received).toHaveLength(1);
  expect(await emailOf(id)).toMatchObject({ state: 'sent', repeated: 0, corrections: 0 });
  expect(alarms().at(-1)).toContain('🟢');
  expect(await world.rows("SELECT connected FROM connections WHERE name = 'smtp'")).toEqual([{ connected: 1 }]);
});

test('an e-mail that waits is not sent any more when its contact is erased, and nothing of it stays', async () => {
  mail.manners = { recipient: () => ({ code: 450, says: 'later' }) };
  const id = await send();
  await world.settle();
  const [{ contact_id: contact } = { contact_id: 0 }] = await world.rows<{ contact_id: number }>('SELECT contact_id FROM conversations WHERE id = 1');
  await eraseContact(world.house.ledger, admin, contact);
  mail.manners = {};
  await world.settle(HOURS);
  expect(mail.received).toEqual([]);
  expect(await world.rows('SELECT address, subject, content, error, state FROM emails WHERE id = ?', [id])).toEqual([{ address: '', subject: '', content: null, error: null, state: 'failed' }]);
  expect(JSON.stringify(await world.rows('SELECT * FROM emails'))).not.toContain('exemplo.com');
});
