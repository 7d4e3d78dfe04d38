import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answer, cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

let people = 0;
async function newConversation(): Promise<number> {
  people += 1;
  world.phone(`55119${String(80000000 + people)}`, { name: `Família ${people}` }).says('Olá');
  await world.settle();
  const [last] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
  return last?.id ?? 0;
}
const row = async (id: number) => (await world.rows<{ assignee_id: number | null; status: string; closed_at: Date | null }>('SELECT * FROM conversations WHERE id = ?', [id]))[0];
const trail = (id: number, action: string) => world.rows<{ new_value: string; actor_name: string }>('SELECT new_value, actor_name FROM conversation_history WHERE conversation_id = ? AND action = ? ORDER BY id', [id, action]);

test('two claim at once, one by command and one by button: one wins, the other is told who', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await newConversation();
    const card = await cardOf(world, id);
    const [command] = await Promise.all([world.slack.slash(ANA, ATENDIMENTO, '/assumir', `#${id}`), world.slack.click(BRUNO, { channel: ATENDIMENTO, ts: card.ts }, 'act_take')]);
    await world.settle();
    const isAnas = (await row(id))?.assignee_id === 1;
    const toAna = JSON.stringify(command.body);
    const toBruno = JSON.stringify(world.slack.ephemerals(BRUNO).at(-1));
    expect(isAnas ? toAna : toBruno).toContain(`A conversa #${id} agora é sua`);
    expect(isAnas ? toBruno : toAna).toContain(`já é de ${isAnas ? 'Ana Lima' : 'Bruno Souza'}`);
    expect(await trail(id, 'assignment')).toHaveLength(1);
  }
});

test('two forms sent at once: one is taken, the other comes back on the new state', async () => {
  const id = await newConversation();
  await Promise.all([world.slack.slash(ANA, ATENDIMENTO, '/status', `#${id}`), world.slack.slash(BRUNO, ATENDIMENTO, '/status', `#${id}`)]);
  const answers = await Promise.all([world.slack.submitView(ANA, { status: { value: 'triage' } }), world.slack.submitView(BRUNO, { status: { value: 'waiting' } })]);
  const [moved] = await trail(id, 'status_change');
  expect(await trail(id, 'status_change')).toHaveLength(1);
  const winner = moved?.actor_name ?? '';
  const losing = answers.filter((one) => one.view !== undefined);
  expect(losing).toHaveLength(1);
  expect(JSON.stringify(losing[0]?.view)).toContain(winner);
  // It offers the moves of the new state.
  expect(JSON.stringify(losing[0]?.view)).toContain(moved?.new_value === 'triage' ? '"proposal"' : '"active"');
});

test('a claim while it is being closed: either it was taken and stays open, or it is over and nobody’s', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await newConversation();
    const [claim, close] = await Promise.all([world.slack.slash(ANA, ATENDIMENTO, '/assumir', `#${id}`), world.slack.slash(BRUNO, ATENDIMENTO, '/encerrar', `#${id}`)]);
    await world.settle();
    const now = await row(id);
    if (now?.closed_at === null) {
      expect(now.assignee_id).toBe(1);
      expect(JSON.stringify(close.body)).toContain('só a pessoa responsável ou a supervisão');
    } else {
      expect(now).toMatchObject({ status: 'closed', assignee_id: null });
      expect(JSON.stringify(claim.body)).toContain('está encerrada');
    }
  }
});

test('a word and a button at once move it once', async () => {
  const id = await newConversation();
  const card = await cardOf(world, id);
  await Promise.all([answer(world, ANA, '!encerrar', id), world.slack.chooseOption(BRUNO, { channel: ATENDIMENTO, ts: card.ts }, 'act_menu', `close:${id}`)]);
  await world.settle();
  expect(await trail(id, 'status_change')).toHaveLength(1);
  expect(await row(id)).toMatchObject({ status: 'closed' });
});

test('a word whose event is taken again, as after a worker’s death, does its thing once', async () => {
  const id = await newConversation();
  await answer(world, ANA, '!nota a filha decide com o irmão', id);
  await world.settle();
  await world.rows("UPDATE webhook_events SET status = 'pending' WHERE provider = 'slack'");
  await world.settle();
  expect(await world.rows("SELECT outcome FROM webhook_events WHERE provider = 'slack' AND status = 'done' ORDER BY id DESC LIMIT 1")).toEqual([{ outcome: 'known_reply' }]);
  expect(await world.rows('SELECT body FROM notes WHERE conversation_id = ?', [id])).toEqual([{ body: 'a filha decide com o irmão' }]);
});

test('two tag at once: each change is kept once', async () => {
  const id = await newConversation();
  await world.slack.slash(ANA, ATENDIMENTO, '/etiqueta', `#${id} hospital`);
  await Promise.all([world.slack.slash(ANA, ATENDIMENTO, '/etiqueta', `#${id} retorno`), world.slack.slash(BRUNO, ATENDIMENTO, '/etiqueta', `#${id} retorno, -hospital`)]);
  const tags = await world.rows<{ name: string }>('SELECT t.name FROM conversation_tags c JOIN tags t ON t.id = c.tag_id WHERE c.conversation_id = ?', [id]);
  expect(tags).toMatchObject([{ name: 'retorno' }]);
  expect((await trail(id, 'tag')).map((one) => one.new_value)).toEqual(['hospital', 'retorno', null]);
});
