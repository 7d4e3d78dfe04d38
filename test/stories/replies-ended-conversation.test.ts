import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimEphemeral } from '../../simulator/slack/workspace.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

const DAY_MS = 86_400_000;

describe('a reply to a conversation that has ended is held, and reopens it when it is sent', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  const end = (conversation: number) =>
    world.rows("UPDATE conversations SET status_before_end = status, status = 'closed', closed_at = ?, open_contact_id = NULL WHERE id = ?", [world.clock.now(), conversation]);
  const whisper = () => world.slack.ephemerals(ANA).at(-1) as SimEphemeral;

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
    await world.rows("UPDATE conversations SET status = 'proposal' WHERE id = 1");
  });
  afterAll(() => world.end());

  test('even the owner is asked first', async () => {
    await end(1);
    const reply = await answer(world, ANA, 'Esqueci de dizer: o contrato segue amanhã');
    expect(received()).toEqual(['Bom dia!']);
    expect(ticksOn(world, reply)).toEqual(['raised_hand']);
    expect(whisper().text).toBe('*Enviar ao cliente?* A conversa #1 está encerrada; enviar vai reabri-la. Sua mensagem ainda não foi enviada.');
    expect(shown(await cardOf(world))).toContain('Encerrada em');
  });

  test('sending it opens the conversation again, in the status it had, and the trail says why', async () => {
    await world.slack.click(ANA, whisper(), 'reply_send');
    await world.settle();
    expect(received()).toEqual(['Bom dia!', 'Esqueci de dizer: o contrato segue amanhã']);
    expect(await world.rows('SELECT status, closed_at, open_contact_id FROM conversations')).toEqual([{ status: 'proposal', closed_at: null, open_contact_id: 1 }]);
    expect(await world.rows("SELECT actor_name, old_value, new_value, detail FROM conversation_history WHERE action = 'status_change' ORDER BY id")).toEqual([
      { actor_name: 'Ana Lima', old_value: 'closed', new_value: 'proposal', detail: '{"why":"a held reply was sent"}' },
    ]);
    expect(shown(await cardOf(world))).toContain('Proposta');
    expect(await textsOf(world)).toEqual(['Olá', 'Bom dia!', 'Esqueci de dizer: o contrato segue amanhã']);
  });

  test('when the customer has another conversation open by then, it says so and nothing leaves', async () => {
    await end(1);
    await answer(world, ANA, 'Mais uma coisa');
    await world.rows('UPDATE conversations SET closed_at = ? WHERE id = 1', [new Date(Date.now() - 2 * DAY_MS)]);
    await maria().says('Voltei');
    await world.settle();
    expect(await textsOf(world, 2)).toEqual(['Voltei']);
    await world.slack.click(ANA, whisper(), 'reply_send');
    await world.settle();
    expect(whisper().text).toBe('A conversa #1 está encerrada e o cliente já tem outra aberta, a #2: responda lá.');
    expect(received()).toHaveLength(2);
    expect(await world.rows('SELECT state FROM slack_replies ORDER BY id DESC LIMIT 1')).toEqual([{ state: 'held' }]);
  });
});
