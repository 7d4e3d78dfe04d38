import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { sendEmail } from '../../src/domain/email/send-email.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';
import { cardOf, repliesOf, shown, slash, word } from '../support/thread.js';
import { startMailServer, type MailServer } from './mail-server.js';

let mail: MailServer;
let world: World;
beforeAll(async () => {
  mail = await startMailServer();
  world = await startWorld({ env: { SMTP_URL: mail.url, EMAIL_FROM: 'Carinho <contato@carinho.test>', EMAIL_REPLY_TO: 'atendimento@carinho.test' } });
  const maria = world.phone('5511988887777', { name: 'MARIA souza 🌸' });
  maria.says('Minha mãe precisa de cuidadora. Meu e-mail é maria.souza@exemplo.com.br.');
  await world.settle();
  const sql = world.house.source.manager;
  await write(sql, "INSERT INTO triage_answers (conversation_id, item_id, value, updated_at) SELECT 1, id, CASE code WHEN 'patient_name' THEN 'Lúcia *Souza* <b>' WHEN 'care_type' THEN 'Companhia' WHEN 'location' THEN 'Perdizes, São Paulo' ELSE 'Segunda a sexta' END, ? FROM triage_items WHERE code IN ('patient_name', 'care_type', 'location', 'schedule')", [world.clock.now()]);
  await write(sql, 'UPDATE conversations SET assignee_id = 1 WHERE id = 1');
});
afterAll(async () => {
  await world.end();
  await mail.close();
});

const text = (value: unknown) => JSON.stringify(value);
const FILLED = { start_date: '01/12/2026', price: 'R$ 7.200,00 por mês', payment: 'Boleto' };
const emails = () => world.rows<{ id: number; state: string; address: string }>('SELECT id, state, address FROM emails ORDER BY id');
const initials = (user: string) => {
  const view = world.slack.views(user);
  return Object.fromEntries((view?.blocks ?? []).map((block) => [block['block_id'], (block['element'] as { initial_value?: string } | undefined)?.initial_value]));
};

test('/email opens the form with what the conversation tells: the address from the chat, the answers of the triage', async () => {
  expect((await world.slack.slash(ANA, ATENDIMENTO, '/email', '#1 proposta')).status).toBe(200);
  expect(initials(ANA)).toMatchObject({ address: 'maria.souza@exemplo.com.br', 'contact.name': 'MARIA souza', patient_name: 'Lúcia *Souza* <b>', care_type: 'Companhia', location: 'Perdizes, São Paulo', schedule: 'Segunda a sexta' });
  expect(initials(ANA)['valid_until']).toMatch(/^\d{2}\/\d{2}\/20\d{2}$/);
});

test('what is missing keeps the form open; what is wrong stands at its field; nothing is stored or sent', async () => {
  const blank = await world.slack.submitView(ANA, { ...FILLED, price: ' \u200B ' });
  expect(blank.errors?.['price']).toContain('Preencha');
  expect(await emails()).toEqual([]);
  expect(mail.sessions()).toBe(0);
});

test('the preview shows the e-mail as it will be read, and sends nothing; going back keeps what was typed', async () => {
  const next = await world.slack.submitView(ANA, FILLED);
  const preview = text(next.view);
  expect(preview).toContain('Conferir e-mail');
  expect(preview).toContain('maria.souza');
  expect(preview).toContain('R$ 7.200,00 por mês');
  expect(preview).not.toContain('{{');
  await world.settle();
  expect(mail.received).toEqual([]);
  await world.slack.closeView(ANA);
  const again = await world.slack.submitView(ANA, FILLED);
  expect(text(again.view)).toContain('Conferir e-mail');
  expect(await emails()).toEqual([{ id: 2, state: 'draft', address: 'maria.souza@exemplo.com.br' }]);
});

test('"Enviar e-mail" sends it once: HTML, text and PDF, from the house, with a reply address; values are words and nothing else', async () => {
  const done = await world.slack.submitView(ANA);
  expect(done.errors).toBeUndefined();
  expect(world.slack.views(ANA)).toBeUndefined();
  await world.settle();
  expect(mail.received.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'contato@carinho.test', to: ['maria.souza@exemplo.com.br'] }]);
  const got = await mail.last();
  expect(got.from?.text).toBe('"Carinho" <contato@carinho.test>');
  expect(got.replyTo?.text).toBe('atendimento@carinho.test');
  expect(got.subject).toBe('Proposta de cuidado para Lúcia *Souza* <b> · Carinho');
  expect(got.messageId).toMatch(/^<email\.2\.0\.[0-9a-f]{20}@carinho\.test>$/);
  expect(got.headers.get('content-language')).toBe('pt-BR');
  expect(got.text).toContain('Olá, Maria!');
  expect(got.text).toContain('Quem recebe os cuidados: Lúcia *Souza* <b>');
  expect(got.text).not.toContain('Idade');
  expect(got.html).toContain('Lúcia *Souza* &lt;b&gt;');
  expect(got.html).toContain('R$ 7.200,00 por mês');
  expect(got.html).not.toMatch(/Idade|<script|https?:\/\/(?!www\.w3\.org)/);
  expect(got.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([[expect.stringMatching(/^proposta-\d{8}-00001\.pdf$/), 'application/pdf']]);
  expect(got.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the thread says so once, with the address masked; the trail names who and what, and no address', async () => {
  const notices = (await repliesOf(world)).filter((message) => message.text.includes('por e-mail'));
  expect(notices).toHaveLength(1);
  expect(shown(notices[0] as never)).toContain('aceito pelo servidor');
  expect(shown(notices[0] as never)).not.toContain('maria.souza');
  const trail = await world.rows<{ action: string; actor_name: string; new_value: string }>("SELECT action, actor_name, new_value FROM conversation_history WHERE action LIKE 'email%' ORDER BY id");
  expect(trail).toEqual([{ action: 'email', actor_name: 'Ana Lima', new_value: 'proposta' }, { action: 'email_sent', actor_name: 'system', new_value: 'proposta' }]);
  expect(text(await world.rows('SELECT * FROM conversation_history'))).not.toContain('exemplo.com.br');
  expect(text(await world.rows('SELECT payload, last_error, result FROM deliveries'))).not.toContain('exemplo.com.br');
});

test('another template asks for its own fields and keeps what was typed; without the PDF nothing hangs on the e-mail', async () => {
  await world.slack.chooseOption(ANA, { channel: ATENDIMENTO, ts: (await cardOf(world)).ts }, 'act_menu', 'email:1');
  const early = await world.slack.submitView(ANA, { ...FILLED, template: { email_template: '2' } });
  expect(early.errors?.['template']).toContain('Espere');
  await world.slack.chooseOption(ANA, 'view', 'email_template', '2');
  expect(Object.keys(initials(ANA))).toEqual(expect.arrayContaining(['contact.document', 'contact.address']));
  expect(Object.keys(initials(ANA))).not.toContain('valid_until');
  await world.slack.submitView(ANA, { ...FILLED, 'contact.document': '123.456.789-09', 'contact.address': 'Rua A, 1\nSão Paulo', pdf_2: [] });
  await world.slack.submitView(ANA);
  await world.settle();
  const got = await mail.last();
  expect(got.subject).toMatch(/^Contrato de prestação de serviços · Carinho · \d{8}-00001$/);
  expect(got.attachments).toEqual([]);
  expect(got.html).toContain('Rua A, 1<br');
  expect(mail.received).toHaveLength(2);
});

test('`!email` offers the form; a name that is no template is refused with those there are', async () => {
  for (const typed of ['!email', '!e-mail', '!E-mail contrato']) expect(await word(world, ANA, typed)).toContain('act_email');
  expect(text(await world.slack.slash(ANA, ATENDIMENTO, '/email', '#1 orçamento'))).toContain('`proposta`');
});

test('who may: the owner and supervisors; not a colleague, not a stranger; a preview is its author’s, and a second click sends no second e-mail', async () => {
  expect(text(await world.slack.slash(BRUNO, ATENDIMENTO, '/email', '#1'))).toContain('não permite');
  expect(text(await world.slack.slash(STRANGER, ATENDIMENTO, '/email', '#1'))).toContain('equipe de atendimento');
  const before = mail.received.length;
  await world.slack.slash(SOFIA, ATENDIMENTO, '/email', '#1 proposta');
  await world.slack.submitView(SOFIA, FILLED);
  await world.slack.slash(ANA, ATENDIMENTO, '/email', '#1 proposta');
  await world.slack.submitView(ANA, FILLED);
  const [mine] = await world.rows<{ id: number }>("SELECT MAX(id) AS id FROM emails WHERE state = 'draft' AND agent_id = 1");
  const sofia = { kind: 'agent', id: 3, name: 'Sofia Prado', role: 'supervisor', slackUserId: SOFIA } as const;
  await expect(world.house.ledger.run(sofia, { conversation: 1 }, (ctx) => sendEmail(ctx, mine?.id as number))).rejects.toMatchObject({ messageKey: 'mail:refused.preview_old' });
  const ana = { kind: 'agent', id: 1, name: 'Ana Lima', role: 'agent', slackUserId: ANA } as const;
  await Promise.all([1, 2, 3].map(() => world.house.ledger.run(ana, { conversation: 1 }, (ctx) => sendEmail(ctx, mine?.id as number))));
  await world.settle();
  expect(mail.received.length).toBe(before + 1);
});

test('where the proposal is what is next, the card has the button', async () => {
  await slash(world, ANA, '/status', '#1 triagem');
  await slash(world, ANA, '/status', '#1 proposta');
  await world.slack.click(ANA, { channel: ATENDIMENTO, ts: (await cardOf(world)).ts }, 'act_email');
  expect(Object.keys(initials(ANA))).toContain('price');
  await world.slack.closeView(ANA);
});

test('a preview that nobody sent is forgotten after a day; what was sent stays', async () => {
  const count = async () => (await emails()).length;
  const before = await count();
  const end = () => world.house.ledger.run({ kind: 'system' }, {}, async (ctx) => ctx.record({ kind: 'day_ended', from: ctx.now, to: ctx.now }));
  await write(world.house.source.manager, "INSERT INTO emails (conversation_id, agent_id, template_code, address, subject, content, attach_pdf, state, created_at) VALUES (1, 2, 'proposta', 'x@exemplo.com', '', '[]', 0, 'draft', ?)", [new Date(world.clock.now().getTime() - 25 * 3_600_000)]);
  await end();
  expect(await count()).toBe(before);
  await world.settle();
});

test('a preview left open until the conversation is over, or was replaced by a newer one, is not sent', async () => {
  const before = mail.received.length;
  expect(text((await world.slack.submitView(SOFIA)).view ?? '')).not.toContain('não vale');
  await world.settle();
  expect(mail.received.length).toBe(before + 1);
  await world.slack.slash(SOFIA, ATENDIMENTO, '/email', '#1 proposta');
  await world.slack.submitView(SOFIA, FILLED);
  await write(world.house.source.manager, "DELETE FROM emails WHERE state = 'draft'");
  expect(text((await world.slack.submitView(SOFIA)).view)).toContain('não vale mais');
  await world.settle();
  expect(mail.received.length).toBe(before + 1);
});
