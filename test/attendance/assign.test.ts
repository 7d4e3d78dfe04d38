import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answer, cardOf, shown, slash } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.phone('5511988887777', { name: 'Maria' }).says('Minha mãe precisa de cuidadora');
  await world.settle();
});
afterAll(() => world.end());

const owner = async () => (await world.rows<{ name: string | null }>('SELECT a.name FROM conversations c LEFT JOIN agents a ON a.id = c.assignee_id WHERE c.id = 1'))[0]?.name;
/** What the bot told one person directly. */
const toldTo = (user: string) => world.slack.channel(`D${user.slice(1)}`).messages;

test('a colleague gets a conversation by mention; both the new and the former owner are told', async () => {
  expect(await slash(world, ANA, '/atribuir', `#1 <@${BRUNO}|bruno> ele conhece a família &amp; o pai`)).toContain('agora é de Bruno Souza');
  expect(await owner()).toBe('Bruno Souza');
  const [told] = toldTo(BRUNO);
  expect(shown(told as never)).toContain('*Ana Lima* atribuiu a você a conversa #1 · ele conhece a família &amp; o pai');
  expect(shown(told as never)).toContain('abrir a conversa');
  expect(shown(told as never)).toContain('act_release');
  expect(shown(await cardOf(world))).toContain(`<@${BRUNO}>`);

  expect(await slash(world, SOFIA, '/atribuir', '#1 @ana')).toContain('agora é de Ana Lima');
  expect(toldTo(ANA)).toHaveLength(1);
  const lost = toldTo(BRUNO).at(-1);
  expect(shown(lost as never)).toContain('passou a conversa #1, que era sua');
  const trail = await world.rows("SELECT old_value, new_value, actor_name FROM conversation_history WHERE conversation_id = 1 AND action = 'assignment' ORDER BY id");
  expect(trail).toMatchObject([{ old_value: null, new_value: '2', actor_name: 'Ana Lima' }, { old_value: '2', new_value: '1', actor_name: 'Sofia Prado' }]);
});

test('not to oneself: nobody is told, and the same owner again is harmless', async () => {
  await slash(world, ANA, '/atribuir', '#1 ana lima');
  expect(await owner()).toBe('Ana Lima');
  expect(toldTo(ANA)).toHaveLength(1);
});

test('by word, and who may', async () => {
  await answer(world, BRUNO, `!atribuir @${BRUNO}`);
  expect(JSON.stringify(world.slack.ephemerals(BRUNO).at(-1))).toContain('quem atribui uma conversa é a pessoa responsável ou a supervisão');
  expect(await owner()).toBe('Ana Lima');
  await answer(world, ANA, `!atribuir @${BRUNO}`);
  expect(await owner()).toBe('Bruno Souza');
  expect(await slash(world, STRANGER, '/atribuir', '#1 ana')).toContain('equipe de atendimento');
});

test('only people of the team who are active; the refusal names them', async () => {
  expect(await slash(world, SOFIA, '/atribuir', `#1 <@${STRANGER}|visita>`)).toContain('Ana Lima, Bruno Souza, Sofia Prado');
  expect(await slash(world, SOFIA, '/atribuir', '#1 @joaquim')).toContain('“joaquim” não existe aqui');
  expect(await slash(world, SOFIA, '/atribuir', '#1 1')).toContain('“1” não existe aqui');
  await world.rows('UPDATE agents SET active = 0 WHERE slack_user_id = ?', [ANA]);
  expect(await slash(world, SOFIA, '/atribuir', `#1 <@${ANA}>`)).toContain('não está na equipe');
  // A form that was opened before she left.
  await slash(world, SOFIA, '/atribuir', '#1');
  const forged = await world.slack.submitView(SOFIA, { agent: { value: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'Ana' }, value: '1' } } } });
  expect(JSON.stringify(forged.errors)).toContain('não está ativo');
  await world.slack.closeView(SOFIA);
  await world.rows('UPDATE agents SET active = 1 WHERE slack_user_id = ?', [ANA]);
  expect(await owner()).toBe('Bruno Souza');
});

test('the form shows the team with role and load, and does not overwrite what somebody else did meanwhile', async () => {
  await slash(world, SOFIA, '/atribuir', '#1');
  expect(JSON.stringify(world.slack.views(SOFIA))).toContain('Bruno Souza · Atendente · abertas: 1');
  await slash(world, BRUNO, '/atribuir', '#1 ana');
  const stale = await world.slack.submitView(SOFIA, { agent: { value: '3' } });
  expect(JSON.stringify(stale.view)).toContain('mudou de *Bruno Souza* para *Ana Lima*');
  expect(await owner()).toBe('Ana Lima');
  await world.slack.submitView(SOFIA, { agent: { value: '3' }, why: { value: 'caso delicado' } });
  await world.settle();
  expect(await owner()).toBe('Sofia Prado');
});

test('an ended conversation is given to nobody', async () => {
  await world.slack.slash(SOFIA, ATENDIMENTO, '/encerrar', '#1');
  await world.settle();
  expect(await slash(world, SOFIA, '/atribuir', '#1 ana')).toContain('está encerrada');
});
