import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { answer, textsOf } from '../support/thread.js';
import { ANA, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ automation: true });
  jumpTo(world, QUIET_MONDAY);
});
afterAll(() => world.end());

const at = (day: string, time: string) => goTo(world, day, time, ['sla', 'proposal_follow_up']);
const received = (number: string) => world.phone(number).received.map((message) => message.text);
async function writes(number: string, ...texts: string[]): Promise<void> {
  for (const text of texts) await world.phone(number).says(text);
  await world.settle();
}
const switchOn = (code: string, on = 1) => world.rows('UPDATE auto_rules SET active = ? WHERE code = ?', [on, code]);

describe('outside hours', () => {
  const MARIA = '5511988887777';

  test('five messages over a weekend get one answer; the next closed period another; it is no response', async () => {
    await at('Fri', '19:00');
    await writes(MARIA, 'Boa noite', 'Preciso de ajuda');
    expect(received(MARIA)).toEqual([expect.stringContaining('fora do horário de atendimento (de segunda a sexta, das 8h às 18h)')]);
    await at('Sat', '10:00');
    await writes(MARIA, 'Alguém?');
    await at('Sun', '22:00');
    await writes(MARIA, 'Por favor', 'É para amanhã');
    expect(received(MARIA)).toHaveLength(1);
    expect(await world.rows("SELECT kind, outcome FROM sla_clocks WHERE conversation_id = 1 AND kind = 'first_response'")).toEqual([{ kind: 'first_response', outcome: 'running' }]);
    expect((await textsOf(world)).join('\n')).toContain('automática');
    await at('Mon', '20:00');
    await writes(MARIA, 'Oi?');
    expect(received(MARIA)).toHaveLength(2);
  });

  test('a person in the conversation: nothing automatic for an hour', async () => {
    await at('Tue', '17:50');
    await writes('5511977776666', 'Olá');
    await answer(world, ANA, 'Boa tarde! Já vejo.', 2);
    await at('Tue', '18:10');
    await writes('5511977776666', 'Obrigada, espero');
    expect(received('5511977776666')).toEqual(['Boa tarde! Já vejo.']);
    await at('Tue', '19:30');
    await writes('5511977776666', 'Ainda aí?');
    expect(received('5511977776666')).toHaveLength(2);
  });

  test('two machines do not talk: an automatic message gets none, and however fast the other side answers we stop', async () => {
    await at('Wed', '20:00');
    await writes('5511966665555', 'Olá! Esta é uma mensagem automática. Agradecemos o seu contato.');
    expect(received('5511966665555')).toEqual([]);
    await world.rows("UPDATE auto_rules SET once = 'always' WHERE code = 'after_hours'");
    for (let i = 0; i < 20; i += 1) {
      await writes('5511955554444', `Pedido ${i} recebido, obrigado por nos escrever, em breve responderemos!`);
      await world.pass(90_000);
    }
    expect(received('5511955554444').length).toBeLessThanOrEqual(3);
    await world.rows("UPDATE auto_rules SET once = 'closed_period' WHERE code = 'after_hours'");
  });
});

describe('inside hours', () => {
  test('the greeting, switched on, goes to new contacts once and never with another automatic message', async () => {
    await switchOn('greeting');
    await switchOn('received');
    await at('Thu', '10:00');
    await writes('5511944443333', 'Bom dia', 'Preciso de ajuda');
    expect(received('5511944443333')).toEqual([expect.stringContaining('Recebemos a sua mensagem')]);
    await world.pass(120_000);
    await writes('5511944443333', 'Alguém?');
    expect(received('5511944443333')).toHaveLength(1);
    await switchOn('greeting', 0);
    await switchOn('received', 0);
  });

  test('a rule whose text is switched off does not stand in the way of the next one', async () => {
    await world.rows("INSERT INTO auto_rules (code, label, trigger_code, template_code, hours, once, active, position, created_at, updated_at) SELECT 'night', 'Noite', 'first_response', 'lembrete', 'inside', 'conversation', 1, 0, created_at, updated_at FROM auto_rules WHERE code = 'greeting'");
    await world.rows("UPDATE message_templates SET active = 0 WHERE code = 'lembrete'");
    await switchOn('greeting');
    await writes('5511944441111', 'Bom dia');
    expect(received('5511944441111')).toEqual([expect.stringContaining('Recebemos a sua mensagem')]);
    await world.rows("DELETE FROM auto_rules WHERE code = 'night'");
    await world.rows("UPDATE message_templates SET active = 1 WHERE code = 'lembrete'");
    await switchOn('greeting', 0);
  });

  test('a rule whose text needs what only another system knows uses up nobody’s turn', async () => {
    await world.rows("INSERT INTO auto_rules (code, label, trigger_code, template_code, hours, once, active, position, created_at, updated_at) SELECT 'visit', 'Visita', 'first_response', 'lembrete-visita', 'inside', 'conversation', 1, 0, created_at, updated_at FROM auto_rules WHERE code = 'greeting'");
    await switchOn('greeting');
    await writes('5511944449999', 'Bom dia');
    expect(received('5511944449999')).toEqual([expect.stringContaining('Recebemos a sua mensagem')]);
    await world.rows("DELETE FROM auto_rules WHERE code = 'visit'");
    await switchOn('greeting', 0);
  });

  test('priorities named by the portal: others get nothing', async () => {
    await world.rows("UPDATE auto_rules SET active = 1, priorities = '[\"urgent\"]' WHERE code = 'greeting'");
    await writes('5511944440000', 'Bom dia');
    expect(received('5511944440000')).toEqual([]);
    await world.rows("UPDATE auto_rules SET active = 0, priorities = '[]' WHERE code = 'greeting'");
  });

  test('a rule whose conditions make no sense sends nothing and stops nothing', async () => {
    await world.rows("UPDATE auto_rules SET active = 1, hours = 'never' WHERE code = 'greeting'");
    await writes('5511944442222', 'Bom dia');
    expect(received('5511944442222')).toEqual([]);
    await switchOn('greeting', 0);
  });
});

describe('a proposal that waits', () => {
  const PAULO = '5511933332222';
  const open = async (number: string) => {
    await writes(number, 'Quero uma proposta');
    const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
    const id = row?.id as number;
    await answer(world, ANA, 'Segue a proposta', id);
    await world.house.ledger.run({ kind: 'system' }, { conversation: id }, async (ctx) => {
      await moveFunnel(ctx, { to: 'triage' });
      await moveFunnel(ctx, { to: 'proposal' });
    });
    return id;
  };
  const reminders = () => world.slack.channel(`D${ANA.slice(1)}`).messages.filter((message) => message.text.includes('continua sem resposta')).length;

  test('normal priority: after two days the owner is reminded, and the customer only when a rule says so', async () => {
    await at('Mon', '09:00');
    await open(PAULO);
    await at('Tue', '18:00');
    expect(reminders()).toBe(0);
    await at('Wed', '09:05');
    expect(reminders()).toBe(1);
    expect(received(PAULO)).toHaveLength(1);
    await switchOn('follow_up');
    await at('Thu', '09:00');
    await open('5511933331111');
    await at('Mon', '08:05');
    expect(received('5511933331111').at(-1)).toContain('Conseguiu avaliar a nossa proposta');
    expect(reminders()).toBe(2);
  });

  test('the customer’s answer takes the reminder away', async () => {
    await at('Tue', '09:00');
    const id = await open('5511922221111');
    await at('Wed', '10:00');
    await writes('5511922221111', 'Vou pensar');
    await at('Fri', '10:00');
    expect(await world.rows("SELECT id FROM conversation_history WHERE conversation_id = ? AND action = 'proposal_unanswered'", [id])).toEqual([]);
  });
});
