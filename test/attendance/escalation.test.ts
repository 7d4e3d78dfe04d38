import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { moveLevel } from '../../src/domain/escalation/move-level.js';
import { cardOf, channelShown, shown, slash, textsOf, word } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, GESTAO, SOFIA, SUPERVISAO, startWorld, type World } from '../support/world.js';

let world: World;
let number = 0;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  number += 1;
  await world.phone(`55119600000${String(number).padStart(2, '0')}`, { name: 'Maria *Oliveira*' }).says('Meu CPF é 123.456.789-09 e preciso de ajuda');
  await world.settle();
  await world.slack.click(ANA, await cardOf(world, number), 'act_take');
  await world.settle();
});
afterAll(() => world.end());

const channel = (id: string) => channelShown(world, id);
const level = async () => (await world.rows<{ level: string; assignee_id: number }>('SELECT level, assignee_id FROM conversations WHERE id = ?', [number]))[0];
const trail = () => world.rows<{ old_value: string; new_value: string; actor_name: string; detail: string }>("SELECT old_value, new_value, actor_name, detail FROM conversation_history WHERE conversation_id = ? AND action = 'escalation' ORDER BY id", [number]);

describe('a conversation goes up and comes down', () => {
  test('by command: the level’s channel is called with reason, card and last words, masked; the thread has one line', async () => {
    const before = channel(SUPERVISAO).length;
    expect(await slash(world, ANA, '/escalar', `#${number} família muito aflita`)).toContain('N2');
    expect(await level()).toMatchObject({ level: 'n2' });
    const called = channel(SUPERVISAO).slice(before);
    expect(called).toHaveLength(1);
    expect(called[0]).toContain('família muito aflita');
    expect(called[0]).toContain('Ana Lima');
    expect(called[0]).toContain('act_take');
    expect(called[0]).not.toContain('123.456.789-09');
    expect((await textsOf(world, number)).filter((text) => text.includes('escalou'))).toHaveLength(1);
    expect(shown(await cardOf(world, number))).toContain('N2');
  });

  test('by words and form, skipping a level, and back with a reason: the history shows the loop', async () => {
    expect(await word(world, ANA, '!n3 pediu para falar com a diretora', number)).toContain('N3');
    expect(channel(GESTAO).at(-1)).toContain('pediu para falar com a diretora');
    await word(world, ANA, '!n1 já conversaram', number);
    await slash(world, ANA, '/escalar', `#${number}`);
    const empty = await world.slack.submitView(ANA, { level: { value: 'n2' }, reason: { value: '' } });
    expect(JSON.stringify(empty)).toContain('motivo');
    await world.slack.submitView(ANA, { level: { value: 'n2' }, reason: { value: 'voltou a reclamar' } });
    await world.settle();
    expect((await trail()).map((row) => `${row.old_value}→${row.new_value}`)).toEqual(['n1→n3', 'n3→n1', 'n1→n2']);
    expect(await slash(world, ANA, '/historico', `#${number}`)).toContain('voltou a reclamar');
  });

  test('what cannot be is refused, naming why: no reason, the same level, the top, the bottom', async () => {
    expect(await word(world, ANA, '!n2', number)).toContain('act_escalate');
    expect(await slash(world, ANA, '/escalar', `#${number} x`)).toContain('Diga o motivo');
    await slash(world, ANA, '/escalar', `#${number} muito urgente`);
    expect(await word(world, ANA, '!n2 muito urgente', number)).toContain('já está em N2');
    await word(world, ANA, '!n3 muito urgente', number);
    expect(await slash(world, ANA, '/escalar', `#${number} muito urgente`)).toContain('nível mais alto');
    await word(world, ANA, '!n1 resolvido', number);
    expect(await slash(world, ANA, '/rebaixar', `#${number} resolvido`)).toContain('nível mais baixo');
  });

  test('stepping down is for the owner and supervisors; an owner who did not do it is told', async () => {
    await slash(world, ANA, '/escalar', `#${number} muito urgente`);
    expect(await slash(world, BRUNO, '/rebaixar', `#${number} porque sim`)).toContain('só a pessoa responsável ou a supervisão rebaixa');
    await slash(world, SOFIA, '/rebaixar', `#${number} pode seguir no N1`);
    expect(world.slack.channel(`D${ANA.slice(1)}`).messages.at(-1)?.text).toContain('pode seguir no N1');
  });

  test('a supervisor takes an escalated conversation over; a colleague does not; nobody takes over one that is not escalated', async () => {
    expect(JSON.stringify(await world.slack.slash(SOFIA, ATENDIMENTO, '/assumir', `#${number}`))).toContain('já é de Ana Lima');
    await slash(world, ANA, '/escalar', `#${number} muito urgente`);
    expect(await slash(world, BRUNO, '/assumir', `#${number}`)).toContain('já é de Ana Lima');
    const [summons] = world.slack.channel(SUPERVISAO).messages.slice(-1);
    await world.slack.click(SOFIA, summons as never, 'act_take');
    await world.settle();
    const [sofia] = await world.rows<{ id: number }>('SELECT id FROM agents WHERE slack_user_id = ?', [SOFIA]);
    expect(await level()).toMatchObject({ level: 'n2', assignee_id: sofia?.id });
    expect(world.slack.channel(`D${ANA.slice(1)}`).messages.at(-1)?.text).toContain('*Sofia Prado* assumiu a conversa');
  });

  test('two at once: one goes up once, the form of the other says what changed', async () => {
    await slash(world, ANA, '/escalar', `#${number}`);
    await slash(world, SOFIA, '/escalar', `#${number} eu vejo`);
    const overtaken = JSON.stringify(await world.slack.submitView(ANA, { level: { value: 'n2' }, reason: { value: 'muito urgente' } }));
    expect(overtaken).toContain('Sofia Prado');
    expect(await trail()).toHaveLength(1);
  });

  test('the clock may do it; the customer is told only when the house wants so', async () => {
    const phone = world.phone(`55119600000${String(number).padStart(2, '0')}`);
    await world.house.ledger.run({ kind: 'system' }, { conversation: number }, (ctx) => moveLevel(ctx, 'n2', 'waited'));
    await world.settle();
    expect((await textsOf(world, number)).at(-1)).toContain('subiu sozinha');
    expect((await textsOf(world, number)).at(-1)).toContain('o cliente esperou demais');
    expect(phone.received).toHaveLength(0);
    await world.rows("UPDATE auto_rules SET active = 1 WHERE code = 'escalation_notice'");
    await slash(world, ANA, '/escalar', `#${number} muito urgente`);
    expect(phone.received.at(-1)?.text).toContain('supervisão');
    expect(await world.rows('SELECT waiting_since IS NOT NULL AS waits FROM conversations WHERE id = ?', [number])).toEqual([{ waits: 1 }]);
    await world.rows("UPDATE auto_rules SET active = 0 WHERE code = 'escalation_notice'");
  });
});
