import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { repliesOf, shown, slash } from '../support/thread.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { startMailServer, type MailServer } from './mail-server.js';

const FILLED = { address: 'clara@exemplo.com.br', 'contact.name': 'Clara', patient_name: 'Lúcia', care_type: 'Companhia', location: 'Perdizes', schedule: 'Dias úteis', start_date: 'amanhã', price: 'R$ 100', payment: 'Pix', valid_until: '10/12/2026' };

let mail: MailServer;
let world: World;
beforeAll(async () => {
  mail = await startMailServer();
  world = await startWorld({ env: { SMTP_URL: mail.url, EMAIL_FROM: 'contato@carinho.test' } });
});
afterAll(async () => {
  await world.end();
  await mail.close();
});

test('two contacts prove to be one person: an e-mail that failed, and a preview that is open, go on in the conversation that stays', async () => {
  world.phone('5511988884001', { name: 'Clara', lid: '4001@lid' });
  await arriveInTurn(world, messageBody('um', { phone: '4001@lid', chatLid: '4001@lid', senderName: 'Clara' }), messageBody('dois', { phone: '5511988884001', senderName: 'Clara' }));
  mail.manners = { recipient: () => ({ code: 550, says: '5.1.1 no' }) };
  await slash(world, ANA, '/email', '#2 proposta');
  await world.slack.submitView(ANA, FILLED);
  await world.slack.submitView(ANA);
  await world.settle();
  const notice = (await repliesOf(world, 2)).find(({ text }) => text.includes('e-mail'));
  await slash(world, ANA, '/email', '#2 contrato');
  await world.slack.submitView(ANA, { ...Object.fromEntries(Object.entries(FILLED).filter(([name]) => name !== 'valid_until')), 'contact.document': '1', 'contact.address': 'Rua A' });

  await arrive(world, messageBody('os dois', { phone: '5511988884001', chatLid: '4001@lid', senderName: 'Clara' }));
  await world.settle();
  mail.manners = {};
  await world.slack.submitView(ANA);
  await world.settle();
  expect((await mail.last()).subject).toContain('Contrato');
  await world.slack.click(ANA, { channel: notice?.channel as string, ts: notice?.ts as string }, 'email_again');
  await world.slack.submitView(ANA, { address: 'clara.s@exemplo.com.br' });
  await world.settle();
  expect(mail.received.map(({ to }) => to[0])).toEqual(['clara@exemplo.com.br', 'clara.s@exemplo.com.br']);
  expect((await repliesOf(world, 1)).filter((message) => shown(message as never).includes('aceito pelo servidor'))).toHaveLength(2);
  expect(await world.rows("SELECT DISTINCT conversation_id, state FROM emails WHERE state <> 'draft'")).toEqual([{ conversation_id: 1, state: 'sent' }]);
});
