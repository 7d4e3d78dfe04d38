import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FailureEffect } from '../../simulator/zapi/gateway.js';
import { createWhatsAppSender } from '../../src/integrations/zapi/send.js';
import { createZapiClient } from '../../src/integrations/zapi/client.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, ticksOn } from '../support/thread.js';

/** These stories are about words. */
const NO_FILES: Parameters<typeof createWhatsAppSender>[0]['files'] = { media: {} as never, open: () => Promise.reject(new Error('no files here')) };

/** The product as it is, but a call to Z-API is given up after 300 ms. */
function giveUpSoon(world: World): void {
  const { house } = world;
  const client = createZapiClient({ baseUrl: world.zapi.baseUrl, instanceId: 'INSTANCE', token: 'TOKEN', clientToken: 'CLIENT', timeoutMs: 300 });
  const [slack, whatsapp] = [house.lanes.senderOf('slack:'), createWhatsAppSender({ client, ledger: house.ledger, files: NO_FILES })];
  house.lanes.senderOf = (lane) => (lane.startsWith('slack:') ? slack : whatsapp);
}

describe('a send whose answer was lost ends exactly once on the phone', () => {
  let world: World;
  let before = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const fresh = () => maria().received.slice(before).map((message) => message.text);
  const failOnce = (how: FailureEffect, times = 1) => world.zapi.fail({ action: 'send-text', times, how });

  beforeAll(async () => {
    world = await startWorld();
    giveUpSoon(world);
    await maria().says('Olá');
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
  });
  beforeEach(() => {
    before = maria().received.length;
    world.zapi.world.settings.notifySentByMe = true;
    world.zapi.holdQueue(false);
  });
  afterAll(() => world.end());

  const LOST: [string, FailureEffect][] = [
    ['500 after it was queued', { status: 500, body: { error: 'Internal server error' }, afterQueued: true }],
    ['no answer in time after it was queued', { hang: true, afterQueued: true }],
    ['connection lost after it was queued', { reset: true, afterQueued: true }],
    ['an answer without an id, after it was queued', { status: 200, body: {}, afterQueued: true }],
    ['a proxy’s error page after it was queued', { status: 502, body: '<html>Bad gateway</html>', afterQueued: true }],
  ];

  test.each(LOST)('%s: the echo tells', async (_name, how) => {
    failOnce(how);
    const reply = await answer(world, ANA, 'Tudo bem?');
    await world.pass(120_000);
    expect(fresh()).toEqual(['Tudo bem?']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test.each(LOST)('%s: without echoes the queue tells', async (_name, how) => {
    world.zapi.world.settings.notifySentByMe = false;
    world.zapi.holdQueue(true);
    failOnce(how);
    const reply = await answer(world, ANA, 'Está aí?');
    await world.pass(5000);
    expect(ticksOn(world, reply)).toEqual(['heavy_check_mark']);
    world.zapi.holdQueue(false);
    await world.pass(120_000);
    expect(fresh()).toEqual(['Está aí?']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test.each<[string, FailureEffect]>([
    ['500 before it was queued', { status: 500, body: { error: 'Internal server error' } }],
    ['connection lost before it was queued', { reset: true }],
    ['never answered nor queued', { hang: true }],
  ])('%s: it is looked for and then sent once more', async (_name, how) => {
    failOnce(how);
    const reply = await answer(world, ANA, 'Posso ligar?');
    await world.pass(30_000);
    expect(fresh()).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['hourglass_flowing_sand']);
    for (let times = 0; times < 15; times += 1) await world.pass(4000);
    expect(fresh()).toEqual(['Posso ligar?']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test('two equal texts, both lost, are exactly two on the phone', async () => {
    failOnce({ status: 500, body: { error: 'x' }, afterQueued: true }, 2);
    const replies = [await answer(world, ANA, 'ok'), await answer(world, ANA, 'ok')];
    for (let times = 0; times < 20; times += 1) await world.pass(4000);
    expect(fresh()).toEqual(['ok', 'ok']);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['white_check_mark'], ['white_check_mark']]);
  });

  test('while it is looked for, a look that fails (disconnected, 429, refused) does not make it be sent again', async () => {
    world.zapi.world.settings.notifySentByMe = false;
    world.zapi.holdQueue(true);
    failOnce({ reset: true, afterQueued: true });
    for (const how of [{ body: { error: 'You are not connected' } }, { status: 429, body: { error: 'slow down' } }, { body: { error: 'please wait' } }]) world.zapi.fail({ action: 'queue', times: 1, how });
    await answer(world, ANA, 'só uma vez');
    for (let times = 0; times < 10; times += 1) await world.pass(4000);
    world.zapi.holdQueue(false);
    await world.pass(120_000);
    expect(fresh()).toEqual(['só uma vez']);
  });

  test('several replies keep their order through a failure in the middle', async () => {
    for (const text of ['1', '2', '3', '4']) {
      if (text === '2') failOnce({ hang: true, afterQueued: true });
      if (text === '3') failOnce({ status: 500, body: { error: 'x' } });
      await answer(world, ANA, text);
    }
    for (let times = 0; times < 40; times += 1) await world.pass(4000);
    expect(fresh()).toEqual(['1', '2', '3', '4']);
  });
});
