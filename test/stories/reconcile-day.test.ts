import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isBalanced, reconcile } from '../../src/domain/reports/reconciliation.js';
import { answer, channelTexts } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, SUPERVISAO, startWorld, type World } from '../support/world.js';

const DAY_MS = 86_400_000;

describe('the account of a day', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ houseReports: true });
  });
  afterAll(() => world.end());

  const today = () => reconcile(world.house.source.manager, new Date(world.clock.now().getTime() - DAY_MS), new Date(world.clock.now().getTime() + DAY_MS));

  test('every message that came is in a thread, ignored, pending or dead; and every reply is somewhere', async () => {
    world.phone('5511933330001', { name: 'Lia' });
    await arrive(world, messageBody('um', { phone: '5511933330001' }), messageBody('dois', { phone: '5511933330001' }), messageBody('grupo', { isGroup: true, phone: '120363-group' }));
    await answer(world, ANA, 'resposta');
    const first = await today();
    expect(first).toEqual({ received: 3, mirrored: 2, ignored: 1, pending: 0, dead: 0, replies: 1, sent: 1, withdrawn: 0, waiting: 0, failed: 0 });
    expect(isBalanced(first)).toBe(true);

    const restore = world.slack.fail({ method: 'chat.postMessage', how: { status: 503 } });
    await arrive(world, messageBody('três', { phone: '5511933330001' }), messageBody('quem?', { phone: 'abc' }));
    const second = await today();
    expect(second).toMatchObject({ received: 5, mirrored: 2, ignored: 1, pending: 1, dead: 1 });
    expect(isBalanced(second)).toBe(true);
    restore();
    await world.settle(60_000);
    expect(await today()).toMatchObject({ mirrored: 3, pending: 0 });
  });

  test('messages that were merged into one conversation, sorted in late or joined are counted once', async () => {
    const at = Date.now();
    world.phone('5511933330002', { lid: '3002@lid' });
    const before = await today();
    await arrive(world, messageBody('b', { phone: '3002@lid', chatLid: '3002@lid', momment: at }));
    await arrive(world, messageBody('c', { phone: '5511933330002', momment: at + 1000 }));
    await arrive(world, messageBody('d', { phone: '5511933330002', chatLid: '3002@lid', momment: at + 2000 }));
    await arrive(world, messageBody('a', { phone: '5511933330002', chatLid: '3002@lid', momment: at - 1000 }));
    const after = await today();
    expect({ received: after.received - before.received, mirrored: after.mirrored - before.mirrored }).toEqual({ received: 4, mirrored: 4 });
    expect(isBalanced(after)).toBe(true);
  });

  test('the morning after, supervisors read it', async () => {
    await world.pass(DAY_MS);
    await world.tick();
    await world.settle();
    expect(channelTexts(world, SUPERVISAO).some((text) => text.includes('Conferência de'))).toBe(true);
  });
});
