import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { answer, cardOf, shown, textsOf } from '../support/thread.js';
import { ANA, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ automation: true, settings: { after_hours_triage: 'on' } });
  jumpTo(world, QUIET_MONDAY);
});
afterAll(() => world.end());

const at = (day: string, time: string) => goTo(world, day, time, ['sla']);
const received = (number: string) => world.phone(number).received.map((message) => message.text);
async function writes(number: string, ...texts: string[]): Promise<void> {
  world.clock.advance(30_000);
  for (const text of texts) await world.phone(number).says(text);
  await world.settle();
}
const answers = (id: number) => world.rows<{ code: string; value: string }>('SELECT i.code, t.value FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = ? ORDER BY i.position', [id]);

test('question by question; the attendant finds a filled triage in the morning, and every word in the thread', async () => {
  const MARIA = '5511988887777';
  await at('Fri', '19:00');
  await writes(MARIA, 'Boa noite, preciso de cuidadora');
  expect(received(MARIA)).toEqual([expect.stringMatching(/fora do horário[^]*atendente[^]*Como se chama a pessoa/)]);
  await writes(MARIA, 'Dona Lúcia');
  expect(received(MARIA).at(-1)).toContain('Quantos anos');
  await writes(MARIA, 'uns oitenta e poucos');
  expect(received(MARIA).at(-1)).toContain('Que tipo de cuidado');
  await writes(MARIA, 'Companhia');
  await writes(MARIA, 'São Paulo, Moema');
  await writes(MARIA, 'Noites');
  await writes(MARIA, 'Hoje ou amanhã');
  expect(received(MARIA).at(-1)).toContain('era só isso');
  expect(await answers(1)).toEqual([
    { code: 'patient_name', value: 'Dona Lúcia' }, { code: 'care_type', value: 'Companhia' }, { code: 'location', value: 'São Paulo, Moema' }, { code: 'schedule', value: 'Noites' }, { code: 'start_date', value: 'Hoje ou amanhã' },
  ]);
  expect(shown(await cardOf(world))).toContain('5/6');
  expect((await textsOf(world)).join('\n')).toContain('uns oitenta e poucos');
  expect(await world.rows("SELECT waiting_since IS NOT NULL AS waits, status FROM conversations WHERE id = 1")).toEqual([{ waits: 1, status: 'triage' }]);
  const count = received(MARIA).length;
  await writes(MARIA, 'Obrigada');
  expect(received(MARIA)).toHaveLength(count);
});

test('two messages at once are one question; “atendente” stops it; a person too', async () => {
  const JOAO = '5511977776666';
  await at('Sat', '20:00');
  await writes(JOAO, 'Oi', 'Boa noite');
  expect(received(JOAO)).toHaveLength(1);
  await writes(JOAO, 'Atendente');
  expect(received(JOAO).at(-1)).toContain('A equipe vai responder assim que abrirmos');
  await writes(JOAO, 'Minha mãe se chama Rita');
  expect(received(JOAO)).toHaveLength(2);
  const RITA = '5511966665555';
  await writes(RITA, 'Olá');
  await answer(world, ANA, 'Boa noite, Rita! Estou aqui.', 3);
  await writes(RITA, 'Que bom!');
  expect(received(RITA)).toHaveLength(2);
  expect(await answers(3)).toEqual([]);
});

test('in danger nobody is asked questions: the message with the number of SAMU goes out instead', async () => {
  await at('Sun', '20:00');
  await writes('5511955554444', 'Minha mãe sofreu uma queda e está com falta de ar');
  expect(received('5511955554444')).toEqual([expect.stringContaining('SAMU: 192')]);
});

test('while the house is open nothing is asked', async () => {
  await at('Mon', '10:00');
  await writes('5511944443333', 'Bom dia');
  expect(received('5511944443333')).toEqual([]);
});
