import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type World } from '../support/world.js';

const SECRET = 'segredo-slack';
const MINUTE_S = 60;

describe('requests from Slack', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  async function post(age: number, secret = SECRET, raw = '{"type":"url_verification","challenge":"abc"}', signed = raw): Promise<{ status: number; text: string }> {
    const seconds = Math.floor(Date.now() / 1000) - age;
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${signed}`).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': signature };
    const response = await fetch(`${world.url}/slack/events`, { method: 'POST', headers, body: raw });
    return { status: response.status, text: await response.text() };
  }

  test('signed with our secret, up to four minutes old, they are answered', async () => {
    for (const age of [0, 4 * MINUTE_S]) expect(await post(age)).toEqual({ status: 200, text: expect.stringContaining('abc') });
  });

  test.each([
    ['another secret', 0, 'outro-segredo', undefined],
    ['a body that was changed', 0, SECRET, '{"type":"url_verification","challenge":"xyz"}'],
    ['six minutes old', 6 * MINUTE_S, SECRET, undefined],
  ])('401 for %s', async (_, age, secret, signed) => {
    const answer = await post(age, secret, '{"type":"url_verification","challenge":"abc"}', signed);
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('abc');
  });

  test('401 without a signature', async () => {
    expect((await fetch(`${world.url}/slack/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(401);
    expect(await world.rows('SELECT id FROM webhook_events')).toEqual([]);
  });
});
