import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type World } from '../support/world.js';

interface Ready {
  status: string;
  dependencies: Record<'mysql' | 'redis' | 'slack' | 'whatsapp' | 'smtp' | 'crm' | 'operacao' | 'integracoes', { state: string; reason?: string }>;
}

const NOT_SET = { smtp: { state: 'off', reason: 'SMTP_URL is not set' }, ...Object.fromEntries(['crm', 'operacao', 'integracoes'].map((name) => [name, { state: 'off', reason: `${name.toUpperCase()}_BASE_URL is not set` }])) };

describe('health and metrics', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  const ready = async (of = world) => {
    const response = await fetch(`${of.url}/health/ready`);
    return { status: response.status, body: (await response.json()) as Ready };
  };

  test('live: the process answers', async () => {
    const response = await fetch(`${world.url}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('ready: each dependency with its state, and WhatsApp with what was last seen of it', async () => {
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ready', dependencies: { mysql: { state: 'ok' }, redis: { state: 'ok' }, slack: { state: 'ok' }, whatsapp: { state: 'degraded', reason: 'not checked yet' }, ...NOT_SET } },
    });
    await world.tick();
    await world.settle();
    expect((await ready()).body.dependencies.whatsapp).toEqual({ state: 'ok' });
    await world.zapi.disconnect();
    await world.settle();
    expect((await ready()).body.dependencies.whatsapp).toEqual({ state: 'degraded', reason: expect.stringMatching(/^disconnected since \d{4}-.*: ./) });
  });

  test('Slack or Redis away: named, but still ready', async () => {
    const other = await startWorld();
    const restore = other.slack.fail({ method: 'auth.test', how: { error: 'invalid_auth' } });
    const { producer } = other.house.redis;
    Object.assign(producer, { ping: () => Promise.reject(new Error('no answer from redis://user:hunter2@host')) });
    const { status, body } = await ready(other);
    expect(status).toBe(200);
    expect(body.dependencies.slack).toEqual({ state: 'degraded', reason: expect.stringContaining('invalid_auth') });
    expect(body.dependencies.redis).toEqual({ state: 'degraded', reason: 'no answer from redis://***@host' });
    restore();
    await other.end();
  });

  test('the mail server: fine until it was seen failing, and never what the house stands on', async () => {
    const other = await startWorld({ env: { SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'Carinho <oi@carinho.test>' } });
    expect((await ready(other)).body.dependencies.smtp).toEqual({ state: 'ok' });
    await other.rows("INSERT INTO connections (name, connected, detail, since, checked_at) VALUES ('smtp', 0, 'password', '2026-04-06 12:00:00', '2026-04-06 12:00:00')");
    expect(await ready(other)).toMatchObject({ status: 200, body: { dependencies: { smtp: { state: 'degraded', reason: 'disconnected since 2026-04-06T12:00:00.000Z: password' } } } });
    await other.end();
  });

  test('MySQL away: 503 with the reason, and live all the same', async () => {
    const other = await startWorld();
    const end = await withoutPool(other);
    const { status, body } = await ready(other);
    expect([status, body.status]).toEqual([503, 'not ready']);
    expect(body.dependencies.mysql).toEqual({ state: 'down', reason: expect.stringMatching(/Connection is not established|closed/) });
    expect(body.dependencies.whatsapp).toEqual({ state: 'degraded', reason: 'unknown while MySQL is away' });
    expect((await fetch(`${other.url}/health/live`)).status).toBe(200);
    await end();
    await other.end();
  });

  test('metrics only with the internal token', async () => {
    await world.phone('5511988887777').says('oi');
    const read = async (authorization?: string) => {
      const response = await fetch(`${world.url}/metrics`, authorization === undefined ? {} : { headers: { authorization } });
      return { status: response.status, text: await response.text() };
    };
    for (const given of [undefined, '', 'Bearer ', 'Bearer wrong', 'internal-token-of-the-tests', 'Bearer internal-token-of-the-tests2']) expect((await read(given)).status).toBe(401);
    const { status, text } = await read('Bearer internal-token-of-the-tests');
    expect(status).toBe(200);
    expect(text).toContain('webhooks_total{provider="zapi",outcome="accepted"} 1');
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
  });

  test('unknown addresses are 404 and tell nothing of what we run on', async () => {
    const response = await fetch(`${world.url}/wp-login.php`);
    expect([response.status, await response.json()]).toEqual([404, { error: 'not found' }]);
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

/** Ends the pool under the running product; the returned function gives it a working one again, so that the world can end. */
async function withoutPool(world: World): Promise<() => Promise<void>> {
  await world.house.source.destroy();
  return async () => {
    await world.house.source.initialize();
  };
}
