import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { conversationSummary } from '../../bot/views/summary.js';
import { answer, cardOf, repliesOf, shown } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, BRUNO, SOFIA, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.phone('5511988887777', { name: 'Maria' }).says('Oi');
  await world.settle();
  await answer(world, ANA, '!assumir');
});
afterAll(() => world.end());

const audit = () => world.rows<{ actor_name: string; new_value: string }>("SELECT actor_name, new_value FROM conversation_history WHERE action = 'personal_data_shown' ORDER BY id");
const summary = async () => JSON.stringify(await conversationSummary(world.house.source.manager, 1, { ...world.house, zone: 'America/Sao_Paulo', locale: 'pt-BR' } as never, world.clock.now()));

test('masked by default on card and summary; the thread stays as it was written', async () => {
  const secrets = 'cpf 123.456.789-09, 11 97777-6666, ana@exemplo.com.br, CEP 04077-020';
  world.phone('5511988887777').says(secrets);
  await world.settle();
  for (const text of [shown(await cardOf(world)), await summary()]) {
    expect(text).toContain('•••••');
    for (const hidden of ['123.456', '97777', 'exemplo.com', '04077', '98888', '5511988887777']) expect(text).not.toContain(hidden);
  }
  expect((await repliesOf(world)).map((post) => shown(post)).join()).toContain('123.456.789-09');
  await arrive(world, { ...messageBody('', {}), text: undefined, location: { longitude: -46.6, latitude: -23.5, address: 'Rua das Flores, 10', name: 'Casa', url: '' } } as never);
  for (const text of [shown(await cardOf(world)), await summary()]) {
    expect(text).toContain('Localização');
    expect(text).not.toContain('Flores');
  }
});

test('"Mostrar dados" shows them to one person, who may, and the history tells', async () => {
  await answer(world, ANA, '!triagem location Rua das <Acácias>, 7');
  await world.slack.chooseOption(ANA, await cardOf(world), 'act_menu', 'reveal:1');
  const told = JSON.stringify(world.slack.ephemerals(ANA).at(-1));
  for (const words of ['(11) 98888-7777', 'Rua das Flores, 10', 'Rua das &lt;Acácias&gt;, 7', 'ficou registrada']) expect(told).toContain(words);
  expect(await audit()).toEqual([{ actor_name: 'Ana Lima', new_value: 'phone' }, { actor_name: 'Ana Lima', new_value: 'triage' }]);
  expect((await repliesOf(world)).map((post) => shown(post)).join()).not.toContain('98888-7777');

  await answer(world, ANA, '!telefone');
  expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('(11) 98888-7777');
  expect(await audit()).toHaveLength(4);
  // What waits to be told holds no personal data.
  expect(JSON.stringify(await world.rows("SELECT payload FROM deliveries WHERE kind = 'slack.act_answer'"))).not.toContain('98888');
});

test('a colleague may not, a supervisor may', async () => {
  await answer(world, BRUNO, '!mostrar');
  expect(JSON.stringify(world.slack.ephemerals(BRUNO).at(-1))).toContain('só a pessoa responsável ou a supervisão vê os dados pessoais');
  await world.slack.click(SOFIA, { ...(await cardOf(world)) } as never, 'act_menu', { value: 'reveal:1' });
  expect(JSON.stringify(world.slack.ephemerals(SOFIA).at(-1))).toContain('(11) 98888-7777');
  expect((await audit()).map((row) => row.actor_name)).not.toContain('Bruno Souza');
});
