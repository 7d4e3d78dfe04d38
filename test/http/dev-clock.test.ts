import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DemoTime } from '../../simulator/demo-time.js';
import { readConfig } from '../../src/config.js';
import { QUIET_MONDAY, jumpTo } from '../support/business-time.js';
import { SUPERVISAO, startWorld, type World } from '../support/world.js';

const TOKEN = 'internal-token-of-the-tests';
let world: World;
let page: Server;
let pageUrl: string;
beforeAll(async () => {
  world = await startWorld({ env: { NODE_ENV: 'development', DEV_CLOCK: 'on' } });
  jumpTo(world, QUIET_MONDAY);
  const app = express().use(new DemoTime(world.url, TOKEN).router);
  page = await new Promise<Server>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
  pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}/clock`;
});
afterAll(async () => {
  page.close();
  await world.end();
});

const move = (body: unknown, token = TOKEN) => fetch(`${world.url}/dev/clock`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });

test('without the token, or with a request that makes no sense, time stays', async () => {
  const before = world.clock.now();
  expect((await move({ advanceMs: 1000 }, 'wrong')).status).toBe(401);
  for (const body of [{}, { advanceMs: -1 }, { advanceMs: 0.5 }, { advanceMs: 1e15 }, { to: 'noon' }]) expect((await move(body)).status).toBe(400);
  expect(world.clock.now()).toEqual(before);
});

test('the page moves the product’s time: a forgotten conversation is told to supervisors', async () => {
  await world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
  const from = world.clock.now().getTime();
  const answer = await fetch(pageUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advanceMs: 3_600_000 }) });
  expect(answer.status).toBe(200);
  expect(world.clock.now().getTime() - from).toBe(3_600_000);
  await world.tick();
  await world.settle();
  expect(JSON.stringify(world.slack.channel(SUPERVISAO).messages)).toContain('1ª resposta violada');
});

test('to the next opening: tomorrow at eight', async () => {
  const { now } = (await (await move({ to: 'opening' })).json()) as { now: string };
  expect(now).toBe('2027-03-09T11:00:00.000Z');
});

test('not there in a house that is not in development or did not ask for it; refused in production', async () => {
  const off = { NODE_ENV: 'development', DEV_CLOCK: 'off' };
  for (const env of [off, { NODE_ENV: 'test', DEV_CLOCK: 'on' }]) {
    const other = await startWorld({ env });
    const answer = await fetch(`${other.url}/dev/clock`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } });
    await other.end();
    expect(answer.status).toBe(404);
  }
  expect(() => readConfig({ NODE_ENV: 'production', DEV_CLOCK: 'on' })).toThrow('DEV_CLOCK: must not be on in production');
});
