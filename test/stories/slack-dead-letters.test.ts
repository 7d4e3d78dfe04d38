import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { discardDeadLetter, retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { SUPERVISAO, startWorld, type World } from '../support/world.js';
import { cardOf, channelTexts, shown, textsOf } from '../support/thread.js';

describe('a message Slack refuses for good blocks nothing and is not forgotten', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const refuse = (text: string, error: string) => world.slack.fail({ method: 'chat.postMessage', when: (args) => String(args['text']).includes(text), how: { error } });
  const dead = () => world.rows<{ id: number; kind: string; last_error: string }>("SELECT id, kind, last_error FROM deliveries WHERE status = 'dead' ORDER BY id");
  const decide = (command: typeof discardDeadLetter | typeof retryDeadLetter, id: number) => world.house.ledger.run<unknown>({ kind: 'system' }, {}, (ctx) => command(ctx, id, 'ninguém precisa mais dela'));

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('dead letter with its reason, an alert, the card says so, and later messages still arrive', async () => {
    refuse('venenosa', 'msg_too_long');
    for (const text of ['uma', 'venenosa', 'outra']) await maria().says(text);
    await world.settle();
    expect(await textsOf(world)).toEqual(['Olá', 'uma', 'outra']);
    expect(await dead()).toEqual([expect.objectContaining({ kind: 'slack.post', last_error: 'Slack refuses it: msg_too_long' })]);
    expect(channelTexts(world, SUPERVISAO)).toEqual([expect.stringMatching(/⚠️ \*Uma entrega falhou de vez\*: Mensagem na thread, <http.*\|conversa #1>\. Motivo: Slack refuses it: msg_too_long\. .*\(nº \d+\)/)]);
    expect(shown(await cardOf(world))).toContain('1 mensagem do cliente não pôde ser mostrada aqui');
  });

  test('retried too early it is dead again, and the card goes on saying so', async () => {
    const [letter] = await dead();
    await decide(retryDeadLetter, Number(letter?.id));
    await world.settle();
    expect(await dead()).toHaveLength(1);
    expect(await textsOf(world)).toEqual(['Olá', 'uma', 'outra']);
    expect(shown(await cardOf(world))).toContain('1 mensagem do cliente não pôde ser mostrada aqui');
  });

  test('retried when the cause is gone it is shown, once, and the card forgets it', async () => {
    const [letter] = await dead();
    world.slack.clearFailures();
    await decide(retryDeadLetter, Number(letter?.id));
    await expect(decide(retryDeadLetter, Number(letter?.id))).rejects.toThrow('portal:deliveries.not_dead');
    await world.settle();
    expect(await textsOf(world)).toEqual(['Olá', 'uma', 'outra', 'venenosa']);
    expect(await dead()).toEqual([]);
    expect(shown(await cardOf(world))).not.toContain('não pôde ser mostrada');
  });

  test('a late message is not hidden behind the place of a dead one', async () => {
    await world.pass(50);
    const late = maria().build('chegou tarde');
    refuse('ruim', 'invalid_blocks');
    await maria().says('ruim');
    await world.settle();
    await world.zapi.sendRaw(late);
    await world.settle();
    expect((await textsOf(world)).slice(4)).toEqual(['chegou tarde']);
  });

  test('discarded, it leaves the list and the card', async () => {
    const [letter] = await dead();
    await decide(discardDeadLetter, Number(letter?.id));
    await expect(decide(discardDeadLetter, Number(letter?.id))).rejects.toThrow('portal:deliveries.not_dead');
    await world.settle();
    expect(await dead()).toEqual([]);
    expect(shown(await cardOf(world))).not.toContain('não pôde ser mostrada');
    expect(await world.rows("SELECT action FROM conversation_history WHERE action IN ('delivery_died', 'delivery_retried', 'delivery_discarded') ORDER BY id")).toEqual(
      ['died', 'retried', 'died', 'retried', 'died', 'discarded'].map((what) => ({ action: `delivery_${what}` })),
    );
  });

  test('a card that Slack refuses is one dead letter and one alert, and the messages go on', async () => {
    world.slack.clearFailures();
    world.slack.fail({ method: 'chat.update', how: { error: 'invalid_blocks' } });
    const alertsBefore = channelTexts(world, SUPERVISAO).length;
    await maria().says('e o cartão?');
    await world.settle();
    expect((await textsOf(world)).at(-1)).toBe('e o cartão?');
    expect((await dead()).map((letter) => letter.kind)).toEqual(['slack.card']);
    expect(channelTexts(world, SUPERVISAO).slice(alertsBefore)).toEqual([expect.stringContaining('invalid_blocks')]);
    world.slack.clearFailures();
    await maria().says('agora sim');
    await world.settle();
    expect(shown(await cardOf(world))).toContain('> agora sim');
  });
});
