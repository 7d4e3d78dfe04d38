import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SCOPES as GRANTED } from '../../simulator/slack/identity.js';
import { createDatabase } from '../support/database.js';
import { ATENDIMENTO, SUPERVISAO, WEBHOOK_SECRET, startWorld, type World } from '../support/world.js';
import { closedPort, envOf, examined } from './examined.js';

describe('npm run doctor on a running product', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  const mended: (() => unknown)[] = [];
  afterEach(async () => {
    for (const mend of mended.splice(0)) await mend();
  });

  test('all is well: nothing to mend, and each check says what it saw', async () => {
    const found = await examined(envOf(world));
    expect(found.bad).toEqual([]);
    expect(found.isWell).toBe(true);
    expect(found.good.map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['Environment', 'MySQL', 'Redis', 'Spool folder', 'Slack', 'Slack events', 'Slack channels', 'Team', 'Z-API', 'Public address']));
    expect(found.good).toContain('Slack channels: SLACK_CHANNEL_ATENDIMENTO: #atendimento, @carinho is in it');
    expect(found.good).toContain('Public address: the running product knows the same ZAPI_WEBHOOK_SECRET');
    expect(found.good).toContain('Public address: the running product knows the same SLACK_SIGNING_SECRET');
    expect(found.text).toContain('All is well.');
    expect(await world.rows('SELECT id FROM webhook_events')).toEqual([]);
  });

  test('a revoked token: says where to get another, and does not blame the channels', async () => {
    world.slack.revokeToken();
    mended.push(() => world.slack.restoreToken());
    const { bad, isWell } = await examined(envOf(world));
    expect(isWell).toBe(false);
    expect(bad).toEqual([expect.stringMatching(/^Slack: the token does not work: token_revoked → .*Reinstall to Workspace.*SLACK_BOT_TOKEN/)]);
  });

  test('a missing scope is named with what it is for', async () => {
    const all = [...GRANTED];
    GRANTED.splice(GRANTED.indexOf('reactions:write'), 1);
    mended.push(() => GRANTED.splice(0, GRANTED.length, ...all));
    const { bad } = await examined(envOf(world));
    expect(bad).toEqual([expect.stringMatching(/^Slack: scopes missing: reactions:write \(show on a reply.*\) → .*slack-manifest.yml.*Reinstall/)]);
  });

  test('an archived channel, and one the bot was removed from', async () => {
    await world.slack.archive(ATENDIMENTO);
    mended.push(() => world.slack.unarchive(ATENDIMENTO));
    world.slack.kickBot(SUPERVISAO);
    mended.push(() => world.slack.inviteBot(SUPERVISAO));
    const { bad } = await examined(envOf(world, { SLACK_CHANNEL_GESTAO: 'C0NOWHERE99' }));
    expect(bad).toEqual([
      expect.stringMatching(/SLACK_CHANNEL_ATENDIMENTO: #atendimento is archived → .*Unarchive/),
      expect.stringMatching(/SLACK_CHANNEL_SUPERVISAO: @carinho is not in #supervisao → .*\/invite @carinho/),
      expect.stringMatching(/SLACK_CHANNEL_GESTAO: C0NOWHERE99 does not exist/),
    ]);
  });

  test('Slack out of reach', async () => {
    const { bad } = await examined(envOf(world, { SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/api/` }));
    expect(bad).toEqual([expect.stringMatching(/^Slack: the token does not work: .*(?:ECONNREFUSED|fetch failed).* → is http:\/\/127.0.0.1:\d+\/api\/ reachable/)]);
  });

  test('a Socket Mode token that Slack refuses, beside a signing secret that makes it useless', async () => {
    const { bad, advice } = await examined(envOf(world, { SLACK_APP_TOKEN: 'xapp-not-the-one' }));
    expect(bad).toEqual([expect.stringMatching(/^Slack events: Slack refuses SLACK_APP_TOKEN: invalid_auth → .*connections:write/)]);
    expect(advice).toContainEqual(expect.stringMatching(/^Slack events: SLACK_APP_TOKEN is set too and not used/));
  });

  test('WhatsApp disconnected: read the QR code', async () => {
    await world.zapi.disconnect();
    mended.push(() => world.zapi.connect());
    const { bad } = await examined(envOf(world));
    expect(bad).toEqual([expect.stringMatching(/^Z-API: WhatsApp is not connected: You are not connected\. → .*QR code/)]);
  });

  test('webhooks that go elsewhere, or nowhere, or with another secret', async () => {
    const { urls } = (world.zapi.world as unknown as { sender: { urls: { set(slot: string, url: string): void } } }).sender;
    const right = world.zapi.webhookUrl;
    mended.push(() => {
      world.zapi.webhookUrl = right;
    });
    urls.set('received', 'https://other.example/hook/their-secret');
    urls.set('delivery', '');
    urls.set('connected', `${world.url}/webhooks/z-api/an-old-secret`);
    const { bad, text } = await examined(envOf(world));
    expect(bad).toEqual([expect.stringMatching(/webhooks do not come here: received \(customers’ messages\): https:\/\/other\.example\/•••; delivery \(sent or failed\): empty; connected \(.*\): another secret → PUT …\/update-every-webhooks/)]);
    for (const secret of [WEBHOOK_SECRET, 'an-old-secret', 'their-secret']) expect(text).not.toContain(secret);
  });

  test('“notify those sent by me” off', async () => {
    const { settings } = world.zapi.world;
    settings.notifySentByMe = false;
    mended.push(() => {
      settings.notifySentByMe = true;
    });
    expect((await examined(envOf(world))).bad).toEqual([expect.stringMatching(/^Z-API: “notify those sent by me” is off/)]);
  });

  test.each([
    [{ ZAPI_CLIENT_TOKEN: 'WRONG-CLIENT-TOKEN' }, /Client-Token \*\*\* not allowed → .*Account security token.*ZAPI_CLIENT_TOKEN/],
    [{ ZAPI_CLIENT_TOKEN: undefined }, /client-token is not configured → .*ZAPI_CLIENT_TOKEN/],
    [{ ZAPI_TOKEN: 'WRONG-INSTANCE-TOKEN' }, /Instance not found → .*ZAPI_INSTANCE_ID and ZAPI_TOKEN/],
  ])('Z-API refuses %j', async (changes, expected) => {
    const { bad, text } = await examined(envOf(world, changes));
    expect(bad).toEqual([expect.stringMatching(expected)]);
    expect(text).not.toMatch(/WRONG-/);
  });

  test('the running product was started with other secrets than this environment has', async () => {
    const { bad, text } = await examined(envOf(world, { ZAPI_WEBHOOK_SECRET: 'a-newer-secret', SLACK_SIGNING_SECRET: 'another-signing-secret' }));
    expect(bad).toEqual([
      expect.stringMatching(/^Z-API: webhooks do not come here: .*another secret/),
      expect.stringMatching(/^Public address: the webhook address does not take Z-API’s secret: it answered 404 → restart the product/),
      expect.stringMatching(/^Public address: \/slack\/events does not take .*: it answered 401 → restart the product/),
    ]);
    expect(text).not.toMatch(/a-newer-secret|another-signing-secret/);
  });

  test('nobody listens at PUBLIC_URL, and in production it must be https', async () => {
    const { bad } = await examined(envOf(world, { NODE_ENV: 'production', PUBLIC_URL: `http://127.0.0.1:${await closedPort()}`, SESSION_SECRET: 'x'.repeat(20) }));
    expect(bad).toContainEqual(expect.stringMatching(/^Public address: PUBLIC_URL is not https/));
    expect(bad).toContainEqual(expect.stringMatching(/^Public address: http:\/\/127.0.0.1:\d+ does not answer: .*ECONNREFUSED.* → start the product/));
  });

  test('a database that is empty: what is pending and how to run it; nobody to answer', async () => {
    const database = await createDatabase();
    mended.push(() => database.drop());
    const { bad } = await examined(envOf(world, { DATABASE_URL: database.url }));
    expect(bad).toEqual([expect.stringMatching(/^MySQL: (\d+) of \1 migrations pending: .*Inbox.* → npm run migrate/)]);
  });

  test('a team in which nobody has a Slack id', async () => {
    await world.rows('UPDATE agents SET active = 0');
    mended.push(() => world.rows('UPDATE agents SET active = 1'));
    expect((await examined(envOf(world))).bad).toEqual([expect.stringMatching(/^Team: nobody may answer customers.* → npm run agents:add/)]);
  });

  test('MySQL and Redis away; the password is not shown', async () => {
    const { bad, text } = await examined(envOf(world, { DATABASE_URL: 'mysql://carinho:pass-of-mysql@127.0.0.1:1/carinho', REDIS_URL: 'redis://:pass-of-redis@127.0.0.1:1' }));
    expect(bad).toEqual([expect.stringMatching(/^MySQL: cannot be reached at 127.0.0.1:1\/carinho: .*ECONNREFUSED.* → start MySQL/), expect.stringMatching(/^Redis: cannot be used: .*ECONNREFUSED.* → start Redis/)]);
    expect(text).not.toMatch(/pass-of/);
  });

  test('a data folder that cannot take the spool', async () => {
    const file = join(world.house.config.DATA_DIR, 'a-file');
    writeFileSync(file, '');
    expect((await examined(envOf(world, { DATA_DIR: file }))).bad).toEqual([expect.stringMatching(/^Spool folder: webhooks cannot be kept in .*is not a folder → .*DATA_DIR/)]);
  });

  test('no secret stands in any report', async () => {
    const env = envOf(world);
    const { text } = await examined({ ...env, ZAPI_BASE_URL: 'http://127.0.0.1:1' });
    for (const name of ['ZAPI_WEBHOOK_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'INTERNAL_API_TOKEN']) expect(text).not.toContain(env[name]);
    expect(text).not.toContain(new URL(env['DATABASE_URL'] as string).password);
  });
});
