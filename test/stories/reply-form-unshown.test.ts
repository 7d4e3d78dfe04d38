import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, ticksOn } from '../support/thread.js';

describe('a reply from the form that Slack refuses to show', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ settings: { reply_mode: 'explicit' } });
    await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
    await world.settle();
    world.slack.fail({ method: 'chat.postMessage', when: (args) => String(args['text']).includes('mal vista'), how: { error: 'msg_too_long' } });
    await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
    await world.slack.submitView(ANA, { message: { text: 'mal vista' } });
    await world.settle();
  });
  afterAll(() => world.end());

  test('reaches the customer, and the ticks of the other replies are not held back by it', async () => {
    expect(world.phone('5511988887777').received.map((message) => message.text)).toEqual(['mal vista']);
    const other = await answer(world, ANA, '>> Já estamos vendo');
    await world.pass(10_000);
    expect(ticksOn(world, other)).toEqual(['white_check_mark']);
    expect(await world.rows("SELECT kind FROM deliveries WHERE status IN ('pending', 'sending')")).toEqual([]);
  });

  test('shown after all, it gets the tick of what became of it', async () => {
    world.slack.clearFailures();
    const [letter] = await world.rows<{ id: number }>("SELECT id FROM deliveries WHERE status = 'dead' AND kind = 'slack.composed'");
    await world.house.ledger.run({ kind: 'system' }, {}, (ctx) => retryDeadLetter(ctx, letter?.id as number));
    await world.settle();
    const post = (await repliesOf(world)).find((message) => message.text === 'mal vista');
    expect(ticksOn(world, post as never)).toEqual(['white_check_mark']);
  });
});
