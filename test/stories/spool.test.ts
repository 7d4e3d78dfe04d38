import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textsOf } from '../support/thread.js';
import { messageBody } from '../support/webhook.js';
import { WEBHOOK_SECRET, startWorld, type World } from '../support/world.js';

async function post(world: World, text: string): Promise<Response> {
  return fetch(`${world.url}/webhooks/z-api/${WEBHOOK_SECRET}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(messageBody(text, { momment: Date.now() })) });
}

describe('MySQL is away', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  test('webhooks are taken all the same, and reach the thread once it is back: none lost, none twice, in order', async () => {
    expect(await (await post(world, 'antes')).json()).toEqual({ status: 'accepted' });
    await world.house.source.destroy();
    for (const text of ['um', 'dois', 'três']) expect(await (await post(world, text)).json()).toEqual({ status: 'accepted' });
    expect(readdirSync(join(world.house.config.DATA_DIR, 'spool'))).toHaveLength(1);

    await world.house.source.initialize();
    await world.house.spool.replay((arrivals) => world.house.letterbox.store(arrivals));
    await world.settle();
    expect(await textsOf(world)).toEqual(['antes', 'um', 'dois', 'três']);
    expect(readdirSync(join(world.house.config.DATA_DIR, 'spool'))).toEqual([]);
  });

  test('and there is no room on the disk either: the sender is told to come again', async () => {
    const other = await startWorld({ env: { DATA_DIR: '/dev/null' } });
    await other.house.source.destroy();
    const response = await post(other, 'guarde-me');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    await other.house.source.initialize();
    expect((await post(other, 'agora sim')).status).toBe(200);
    await other.end();
  });
});
