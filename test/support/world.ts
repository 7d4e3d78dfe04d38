import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SlackWorkspace, type SlackSimOptions } from '../../simulator/slack/workspace.js';
import { ZapiGateway, type SimPhone } from '../../simulator/zapi/gateway.js';
import { readConfig } from '../../src/config.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { migrate } from '../../src/db/migrate.js';
import { select, write } from '../../src/db/rows.js';
import { dueStreams } from '../../src/domain/letterbox/claim.js';
import { drainLane } from '../../src/domain/outbox/drain.js';
import { dueLanes } from '../../src/domain/outbox/due-lanes.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { ManualClock, later } from '../../src/kit/clock.js';
import { createLog } from '../../src/kit/log.js';
import { replaySpool, startWeb, type MountPortal } from '../../src/web.js';
import { wire, type House } from '../../src/wire.js';
import { beat, planHouseTimers, type ClockParts } from '../../workers/clock.js';
import { drainStream, type InboxParts } from '../../workers/inbox.js';
import { createDatabase, serverUrl } from './database.js';
import { copySchema } from './schema.js';

export const ANA = 'U0ANA000001';
export const BRUNO = 'U0BRUNO0001';
export const SOFIA = 'U0SOFIA0001';
export const STRANGER = 'U0VISITA001';
export const ATENDIMENTO = 'C0ATENDE001';
export const SUPERVISAO = 'C0SUPERV001';
export const GESTAO = 'C0GESTAO001';
export const WEBHOOK_SECRET = 'segredo-do-webhook';

const TEAM = [
  { name: 'Ana Lima', email: 'ana@carinho.test', role: 'agent', slackUserId: ANA },
  { name: 'Bruno Souza', email: 'bruno@carinho.test', role: 'agent', slackUserId: BRUNO },
  { name: 'Sofia Prado', email: 'sofia@carinho.test', role: 'supervisor', slackUserId: SOFIA },
] as const;

export interface WorldOptions {
  /** The morning's and the week's report come when their hour does; otherwise not at all, so that no test depends on the hour it runs at. */
  houseReports?: boolean;
  /** Automatic messages go out by the seeded rules; otherwise none, so that no test depends on the hour it runs at. */
  automation?: boolean;
  settings?: Record<string, string | number>;
  env?: Record<string, string>;
  /** The portal at /admin (admin/portal.ts, mountPortal); none otherwise. */
  portal?: MountPortal;
  /** Over the defaults of the Slack workspace. */
  slack?: Partial<SlackSimOptions>;
}

/** Slack over a socket instead of HTTP. */
export const SOCKET_MODE = { slack: { appToken: 'xapp-test-token' }, env: { SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-test-token' } };

/**
 * The product on a database of its own, with a Slack workspace and a WhatsApp gateway on localhost, and a clock that
 * stands still. Work is done by `settle`, in this process and in a known order; the fault tests run real processes.
 */
export interface World {
  house: House;
  slack: SlackWorkspace;
  zapi: ZapiGateway;
  clock: ManualClock;
  /** The product's address. */
  url: string;
  phone(number: string, options?: { name?: string; lid?: string; hidesNumber?: boolean; photo?: string | null }): SimPhone;
  /** Does everything that is due, and what becomes due within `withinMs` (moving the clock there), until there is nothing. */
  settle(withinMs?: number): Promise<void>;
  /** Moves the clock and does what became due. */
  pass(ms: number): Promise<void>;
  /** Runs the clock's due timers. */
  tick(): Promise<number>;
  rows<T>(statement: string, parameters?: unknown[]): Promise<T[]>;
  set(name: string, value: string | number): Promise<void>;
  end(): Promise<void>;
}

/** Starts a world. Call `end` in afterAll. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const database = await createDatabase();
  await copySchema(database.url);
  const data = mkdtempSync(join(tmpdir(), 'carinho-'));
  const slack = await SlackWorkspace.start({ signingSecret: 'segredo-slack', botToken: 'xoxb-test-token', retryDelaysMs: [0, 50, 100], ...options.slack });
  const clock = new ManualClock(new Date());
  const zapi = await ZapiGateway.start({ now: () => clock.now().getTime(), instanceId: 'INSTANCE', token: 'TOKEN', clientToken: 'CLIENT', deliveryDelayMs: 5, statusDelayMs: 5 });
  const config = readConfig({
    NODE_ENV: 'test', PORT: '0', LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', DATA_DIR: data,
    DATABASE_URL: database.url, REDIS_URL: serverUrl('REDIS_URL'),
    ZAPI_BASE_URL: zapi.baseUrl, ZAPI_INSTANCE_ID: 'INSTANCE', ZAPI_TOKEN: 'TOKEN', ZAPI_CLIENT_TOKEN: 'CLIENT', ZAPI_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test-token', SLACK_SIGNING_SECRET: 'segredo-slack', SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL_ATENDIMENTO: ATENDIMENTO, SLACK_CHANNEL_SUPERVISAO: SUPERVISAO, SLACK_CHANNEL_GESTAO: GESTAO,
    INTERNAL_API_TOKEN: 'internal-token-of-the-tests',
    ...options.env,
  });
  const house = await wire(config, clock, createLog(config.LOG_LEVEL));
  await migrate(house.source);
  await seedDomainFacts(house.source.manager, clock.now(), house.t);
  if (!options.automation) await write(house.source.manager, 'UPDATE auto_rules SET active = 0');
  for (const person of TEAM) await saveAgent(house.source.manager, clock.now(), person);
  const web = await startWeb(house, options.portal);
  const url = `http://127.0.0.1:${web.port}`;
  slack.eventsUrl = `${url}/slack/events`;
  zapi.webhookUrl = `${url}/webhooks/z-api/${WEBHOOK_SECRET}`;
  const sql = house.source.manager;
  const inbox: InboxParts = { source: house.source, locks: house.locks, ledger: house.ledger, clock, bot: house.bot, log: house.log, metrics: house.metrics };
  const clockParts: ClockParts = { source: house.source, ledger: house.ledger, clock, settings: house.settings.get, zone: config.TZ_BUSINESS, watchesGateway: true, log: house.log, metrics: house.metrics };
  await planHouseTimers(clockParts);
  if (!options.houseReports) await write(sql, "UPDATE timers SET due_at = ? WHERE kind IN ('day', 'weekly')", [later(clock.now(), 365 * 24 * 3_600_000)]);

  async function workOnce(): Promise<number> {
    const streams = await dueStreams(sql, clock.now());
    const lanes = await dueLanes(sql, clock.now());
    await Promise.all([...streams.map((key) => drainStream(key, inbox)), ...lanes.map((lane) => drainLane(lane, house.lanes))]);
    return streams.length + lanes.length;
  }

  /** All that is under way is in the letterbox, what a slow moment of this machine sent to the spool or made Slack repeat too. */
  async function arrived(): Promise<void> {
    await zapi.settled();
    await slack.settled();
    if (house.spool.size() > 0) await replaySpool(house);
  }

  async function nextDue(withinMs: number): Promise<Date | undefined> {
    const [row] = await select<{ at: Date | null }>(
      sql,
      `SELECT MIN(at) AS at FROM (SELECT next_attempt_at AS at FROM deliveries WHERE status IN ('pending', 'sending') UNION ALL SELECT next_attempt_at FROM webhook_events WHERE status = 'pending') due WHERE at > ? AND at <= ?`,
      [clock.now(), later(clock.now(), withinMs)],
    );
    return row?.at ? new Date(row.at) : undefined;
  }

  const world: World = {
    house, slack, zapi, clock, url,
    phone: (number, given) => zapi.phone(number, given),
    async settle(withinMs = 1500) {
      const until = later(clock.now(), withinMs);
      for (let round = 0; round < 400; round += 1) {
        await arrived();
        if ((await workOnce()) > 0) continue;
        await arrived();
        if ((await workOnce()) > 0) continue;
        const next = await nextDue(until.getTime() - clock.now().getTime());
        if (!next) return;
        clock.advance(next.getTime() - clock.now().getTime());
      }
      throw new Error('the world does not come to rest');
    },
    async pass(ms) {
      clock.advance(ms);
      await world.settle();
    },
    tick: () => beat(clockParts),
    rows: (statement, parameters = []) => select(sql, statement, parameters),
    async set(name, value) {
      await write(sql, 'INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)', [name, String(value), clock.now()]);
      house.settings.drop();
    },
    async end() {
      await web.stop();
      await house.close();
      await Promise.all([slack.close(), zapi.close()]);
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  for (const [name, value] of Object.entries(options.settings ?? {})) await world.set(name, value);
  return world;
}
