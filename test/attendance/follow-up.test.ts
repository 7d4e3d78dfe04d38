import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { answer, cardOf, repliesOf, shown } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, startWorld, type World } from '../support/world.js';

const ZONE = 'America/Sao_Paulo';
const HOUR_MS = 3_600_000;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

let people = 0;
/** A family writes and somebody takes the conversation; returns its number. */
async function conversationOf(user: string): Promise<number> {
  people += 1;
  world.phone(`55119${String(60000000 + people)}`, { name: `Família ${people}` }).says('Preciso de uma cuidadora');
  await world.settle();
  const [last] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
  await world.slack.slash(user, ATENDIMENTO, '/assumir', `#${last?.id}`);
  await world.settle();
  return last?.id ?? 0;
}
const followUps = (id: number) => world.rows<{ state: string; due_at: Date; note: string; agent_id: number }>('SELECT state, due_at, note, agent_id FROM follow_ups WHERE conversation_id = ? ORDER BY id', [id]);
const timer = async (id: number) => (await world.rows<{ due_at: Date }>("SELECT due_at FROM timers WHERE kind = 'follow_up' AND conversation_id = ?", [id]))[0]?.due_at;
const said = (user: string) => JSON.stringify(world.slack.ephemerals(user).at(-1));
const wall = (instant: Date | undefined) => (instant ? DateTime.fromJSDate(instant, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm') : '');
/** Direct messages about follow-ups that somebody got. */
const reminders = (user: string) => world.slack.channel(`D${user.slice(1)}`).messages.filter((message) => message.text.startsWith('⏰'));

async function passTo(ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.tick();
  await world.settle();
}

test('by word: planned, on the card, due at its time by direct message and in the thread, done by a button', async () => {
  const id = await conversationOf(ANA);
  const tomorrow = DateTime.fromJSDate(world.clock.now(), { zone: ZONE }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  await answer(world, ANA, '!lembrar amanhã 10h ligar para a filha', id);
  expect(said(ANA)).toContain('Ana Lima será lembrado(a)');
  const [planned] = await followUps(id);
  expect(planned).toMatchObject({ state: 'planned', note: 'ligar para a filha', agent_id: 1 });
  expect(wall(planned?.due_at)).toBe(`${tomorrow} 10:00`);
  expect(shown(await cardOf(world, id))).toContain('Retorno marcado para');

  // What the customer writes does not take the promise away.
  world.phone(`55119${String(60000000 + people)}`).says('Combinado');
  await world.settle();
  const due = planned?.due_at.getTime() ?? 0;
  await passTo(due - world.clock.now().getTime() - 1000);
  expect(reminders(ANA)).toHaveLength(0);
  await passTo(1000);
  expect((await followUps(id))[0]?.state).toBe('due');
  const [told] = reminders(ANA);
  expect(told && shown(told)).toContain(`Está na hora da conversa #${id}: ligar para a filha`);
  expect(told && shown(told)).toContain('abrir a conversa');
  const line = (await repliesOf(world, id)).at(-1);
  expect(line?.text).toBe('⏰ Lembrete de *Ana Lima*: ligar para a filha');
  expect(await timer(id)).toBeUndefined();

  await world.slack.click(ANA, told as never, 'act_follow_up_done');
  await world.settle();
  expect((await followUps(id))[0]?.state).toBe('done');
  expect(shown(await cardOf(world, id))).not.toContain('Retorno marcado');
  await answer(world, ANA, '!concluir', id);
  expect(said(ANA)).toContain('não tem lembrete para concluir');
});

test('planning again moves one’s own; colleagues’ stay, and the timer stands at the next', async () => {
  const id = await conversationOf(ANA);
  await answer(world, ANA, '!lembrar 2h', id);
  await world.slack.slash(SOFIA, ATENDIMENTO, '/status', `#${id} triagem`);
  await answer(world, SOFIA, '!lembrar 3 dias ver se Ana ligou', id);
  await answer(world, ANA, '!lembrar 5h mandar a proposta', id);
  expect((await followUps(id)).map((one) => [one.agent_id, one.state])).toEqual([[1, 'moved'], [3, 'planned'], [1, 'planned']]);
  expect(await timer(id)).toEqual((await followUps(id))[2]?.due_at);
  await passTo(2 * HOUR_MS + 60_000);
  expect(reminders(ANA)).toHaveLength(1);
  await passTo(3 * HOUR_MS);
  expect(reminders(ANA)).toHaveLength(2);
  expect(await timer(id)).toEqual((await followUps(id))[1]?.due_at);
  await passTo(3 * 24 * HOUR_MS);
  expect(shown(reminders(SOFIA)[0] as never)).toContain('ver se Ana ligou');
});

test('a time that is past, none at all, and one too far are refused with what to write', async () => {
  const id = await conversationOf(ANA);
  const yesterday = DateTime.fromJSDate(world.clock.now(), { zone: ZONE }).minus({ days: 1 }).toFormat('dd/MM/yyyy');
  await answer(world, ANA, `!lembrar ${yesterday} 10h`, id);
  expect(said(ANA)).toContain('já passou');
  await answer(world, ANA, '!lembrar ligar depois', id);
  expect(said(ANA)).toContain('!lembrar amanhã 10h ligar para a filha');
  await answer(world, ANA, '!lembrar 900 dias', id);
  expect(said(ANA)).toContain('mais de um ano');
  await answer(world, BRUNO, '!lembrar 2h', id);
  expect(said(BRUNO)).toContain('agenda um retorno');
  expect(await followUps(id)).toEqual([]);
});

test('by form: a moment, a text, and a colleague; passed on with the conversation; over when it ends', async () => {
  const id = await conversationOf(ANA);
  await world.slack.chooseOption(ANA, { channel: ATENDIMENTO, ts: (await cardOf(world, id)).ts }, 'act_menu', `follow_up:${id}`);
  const at = Math.floor(world.clock.now().getTime() / 1000) + 7200;
  const past = await world.slack.submitView(ANA, { when: { value: at - 10_000 }, agent: { value: '1' } });
  expect(JSON.stringify(past.errors)).toContain('já passou');
  await world.slack.submitView(ANA, { when: { value: at }, note: { value: 'visita <!here>' }, agent: { value: '1' } });
  expect(await followUps(id)).toMatchObject([{ state: 'planned', note: 'visita <!here>', agent_id: 1 }]);
  expect((await followUps(id))[0]?.due_at.getTime()).toBe(at * 1000);

  await world.slack.slash(ANA, ATENDIMENTO, '/atribuir', `#${id} bruno`);
  await world.settle();
  expect(await followUps(id)).toMatchObject([{ agent_id: 2 }]);
  await passTo(7200_000);
  expect(reminders(BRUNO)).toHaveLength(1);
  expect(shown(reminders(BRUNO)[0] as never)).not.toContain('<!here>');

  await world.slack.slash(BRUNO, ATENDIMENTO, '/encerrar', `#${id}`);
  await world.settle();
  expect(await followUps(id)).toMatchObject([{ state: 'cancelled' }]);
  const ended = await world.rows("SELECT new_value FROM conversation_history WHERE conversation_id = ? AND action = 'follow_up_ended'", [id]);
  expect(ended).toMatchObject([{ new_value: 'cancelled' }]);
});

test('what was planned, noted and tagged in a conversation that turns out to be the same person’s goes on with it', async () => {
  const now = () => world.clock.now().getTime();
  world.phone('5511977770001', { name: 'Clara', lid: '7001@lid' });
  await arrive(world, messageBody('pelo lid', { phone: '7001@lid', chatLid: '7001@lid', momment: now() }));
  await arrive(world, messageBody('pelo número', { phone: '5511977770001', momment: now() }));
  const [stays, goes] = (await world.rows<{ id: number }>('SELECT id FROM conversations ORDER BY id DESC LIMIT 2')).reverse() as [{ id: number }, { id: number }];
  for (const word of ['!lembrar 2h ligar', '!nota pediu urgência', '!etiqueta hospital']) await answer(world, ANA, word, goes.id);
  await arrive(world, messageBody('com os dois', { phone: '5511977770001', chatLid: '7001@lid', momment: now() }));
  expect(await followUps(stays.id)).toMatchObject([{ state: 'planned', note: 'ligar' }]);
  expect([await timer(goes.id), await timer(stays.id)]).toEqual([undefined, (await followUps(stays.id))[0]?.due_at]);
  expect(await world.rows('SELECT body FROM notes WHERE conversation_id = ?', [stays.id])).toEqual([{ body: 'pediu urgência' }]);
  expect(shown(await cardOf(world, stays.id))).toContain('hospital');
  await passTo(2 * HOUR_MS);
  expect(await followUps(stays.id)).toMatchObject([{ state: 'due' }]);
});

test('when the clock was away, what became due is told once', async () => {
  const id = await conversationOf(ANA);
  const before = reminders(ANA).length;
  await answer(world, ANA, '!lembrar 30 min ligar', id);
  world.clock.advance(24 * HOUR_MS);
  await Promise.all([world.tick(), world.tick()]);
  await world.settle();
  await world.tick();
  await world.settle();
  expect(reminders(ANA)).toHaveLength(before + 1);
});
