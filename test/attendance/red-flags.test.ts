import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { answer, channelTexts, repliesOf, shown } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, SUPERVISAO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const MINUTE = 60_000;
const says = async (number: string, text: string) => {
  world.phone(number, { name: 'Maria' }).says(text);
  await world.settle();
};
const alarms = () => world.slack.channel(SUPERVISAO).messages.filter((message) => message.text.includes('Sinal de alerta'));
const lines = async (id: number) => (await repliesOf(world, id)).filter((post) => post.text.includes('Sinal de alerta'));
const seen = async (id: number) => (await world.rows<{ new_value: string }>("SELECT new_value FROM conversation_history WHERE conversation_id = ? AND action = 'red_flag' ORDER BY id", [id])).map((row) => row.new_value);

test('words of alarm: urgent is suggested in the thread, the supervisors are called at once', async () => {
  await says('5511988887777', 'Bom dia, minha mãe está bem, só queria saber o preço');
  expect(alarms()).toEqual([]);
  await says('5511988887777', 'Ela CAIU no banheiro, meu cpf 123.456.789-09 e o fone (11) 97777-6666');
  expect(await seen(1)).toEqual(['caiu']);
  expect(alarms()).toHaveLength(1);
  const call = shown(alarms()[0] as never);
  for (const words of ['conversa #1', '*caiu*', 'act_take', 'act_priority', 'Ela CAIU no banheiro', 'abrir a conversa']) expect(call).toContain(words);
  for (const hidden of ['123.456', '97777', '98888']) expect(call).not.toContain(hidden);

  const [line] = await lines(1);
  await world.slack.click(ANA, line as never, 'priority_accept');
  await world.settle();
  expect(await world.rows('SELECT priority FROM conversations WHERE id = 1')).toEqual([{ priority: 'urgent' }]);
  const [moved] = await world.rows<{ detail: string }>("SELECT detail FROM conversation_history WHERE action = 'priority_change'");
  expect(moved?.detail).toContain('sinal de alerta');
});

test('the same words are not told again within ten minutes, others are', async () => {
  await says('5511988887777', 'caiu e bateu a cabeça');
  expect(alarms()).toHaveLength(1);
  await says('5511988887777', 'caiu e agora está com falta de ar');
  expect(alarms()).toHaveLength(2);
  expect(shown(alarms()[1] as never)).toContain('*caiu, falta de ar*');
  // Urgent already: the line stands without a button.
  expect(shown((await lines(1)).at(-1) as never)).not.toContain('priority_accept');
  await world.pass(11 * MINUTE);
  await says('5511988887777', 'caiu de novo');
  expect(alarms()).toHaveLength(3);
  expect(await seen(1)).toEqual(['caiu', 'caiu, falta de ar', 'caiu']);
});

test('several messages at once are one alarm; captions count; the team’s and the phone’s own words do not', async () => {
  const number = '5511966660000';
  const from = { phone: number, senderName: 'Rui', chatName: 'Rui' };
  await arrive(world, messageBody('ele desmaiou', from), messageBody('desmaiou!!', from));
  expect(alarms()).toHaveLength(4);
  const [{ id } = { id: 0 }] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
  await world.pass(11 * MINUTE);
  await answer(world, ANA, 'Ele teve convulsão?', id);
  await arrive(world, messageBody('ele teve convulsão', { ...from, fromMe: true, fromApi: false }));
  expect(alarms()).toHaveLength(4);
  await arrive(world, { ...messageBody('', from), text: undefined, image: { mimeType: 'image/jpeg', imageUrl: 'http://127.0.0.1:9/x.jpg', thumbnailUrl: '', caption: 'olha o sangramento', width: 1, height: 1 } } as never);
  expect(alarms()).toHaveLength(5);
});

test('the list is the house’s: a new phrase works within seconds, one that is switched off does not', async () => {
  await write(world.house.source.manager, "UPDATE red_flags SET active = 0 WHERE phrase = 'queda'");
  await write(world.house.source.manager, "INSERT INTO red_flags (phrase, created_at) VALUES ('pressão muito alta', ?)", [world.clock.now()]);
  await world.pass(6000);
  await says('5511955550000', 'queda de cabelo');
  expect(alarms()).toHaveLength(5);
  await says('5511955550000', 'a PRESSAO MUITO ALTA voltou');
  expect(alarms()).toHaveLength(6);
  expect(channelTexts(world).filter((text) => text.includes('Sinal de alerta'))).toEqual([]);
});

test('words of alarm in somebody’s very first message: the call leads to the thread that is being made', async () => {
  await says('5531955554444', 'Socorro, meu pai desmaiou');
  expect(shown(alarms().at(-1) as never)).toContain('abrir a conversa');
});
