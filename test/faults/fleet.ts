import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { SlackWorkspace } from '../../simulator/slack/workspace.js';
import { ZapiGateway } from '../../simulator/zapi/gateway.js';
import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../../src/db/data-source.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { migrate } from '../../src/db/migrate.js';
import { createTranslate } from '../../src/kit/i18n.js';
import { select, write } from '../../src/db/rows.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { ANA, ATENDIMENTO, SUPERVISAO, WEBHOOK_SECRET } from '../support/world.js';

export interface FleetOptions {
  databaseUrl: string;
  redisUrl: string;
  webs: number;
  workers: number;
  settings?: Record<string, string | number>;
  /** Over the processes' own environment. */
  env?: Record<string, string>;
}

/** The product as real processes (from dist/), with the outside simulated in the test's process. */
export interface Fleet {
  slack: SlackWorkspace;
  zapi: ZapiGateway;
  /** Webhook addresses of the web processes. */
  webhooks: string[];
  webs: Member[];
  workers: Member[];
  rows<T>(statement: string, parameters?: unknown[]): Promise<T[]>;
  /** Resolves when nothing waits to be taken or sent; throws after `timeoutMs`, saying what waits. */
  drained(timeoutMs: number): Promise<void>;
  /** Resolves when the query finds this many rows. */
  untilRows(count: number, statement: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Member {
  kill(): Promise<void>;
  start(): Promise<void>;
}

const MAIN = join(repositoryRoot(), 'dist/src/main.js');

/** Starts web and worker processes on an empty database. Needs a build (npm test builds before the tests run). */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const data = mkdtempSync(join(tmpdir(), 'carinho-fleet-'));
  const slack = await SlackWorkspace.start({ signingSecret: 'segredo-slack', botToken: 'xoxb-test-token', retryDelaysMs: [100, 300, 1000], latencyMs: 10 });
  const zapi = await ZapiGateway.start({ instanceId: 'INSTANCE', token: 'TOKEN', clientToken: 'CLIENT', deliveryDelayMs: 5, statusDelayMs: 5 });
  const source = await openDatabase({ url: options.databaseUrl, migrations, poolSize: 2 });
  await migrate(source);
  await seedDomainFacts(source.manager, new Date(), createTranslate('pt-BR'));
  await write(source.manager, 'UPDATE auto_rules SET active = 0');
  await saveAgent(source.manager, new Date(), { name: 'Ana Lima', email: 'ana@carinho.test', role: 'agent', slackUserId: ANA });
  const settings = { landing_ms: 500, ...options.settings };
  for (const [name, value] of Object.entries(settings)) await write(source.manager, 'REPLACE INTO settings (name, value, updated_at) VALUES (?, ?, ?)', [name, String(value), new Date()]);
  const env = {
    PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', MIGRATE: 'off', PORTAL: 'off', LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal', DATA_DIR: data,
    DATABASE_URL: options.databaseUrl, REDIS_URL: options.redisUrl,
    ZAPI_BASE_URL: zapi.baseUrl, ZAPI_INSTANCE_ID: 'INSTANCE', ZAPI_TOKEN: 'TOKEN', ZAPI_CLIENT_TOKEN: 'CLIENT', ZAPI_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test-token', SLACK_SIGNING_SECRET: 'segredo-slack', SLACK_API_URL: slack.apiUrl, SLACK_CHANNEL_ATENDIMENTO: ATENDIMENTO, SLACK_CHANNEL_SUPERVISAO: SUPERVISAO,
    ...options.env,
  };
  const ports = await Promise.all(Array.from({ length: options.webs }, freePort));
  const webs = ports.map((port) => member({ ...env, ROLE: 'web', PORT: String(port) }, () => answers(port)));
  const workers = Array.from({ length: options.workers }, () => member({ ...env, ROLE: 'worker' }, undefined));
  await Promise.all([...webs, ...workers].map((one) => one.start()));
  slack.eventsUrl = `http://127.0.0.1:${ports[0]}/slack/events`;
  zapi.webhookUrl = `http://127.0.0.1:${ports[0]}/webhooks/z-api/${WEBHOOK_SECRET}`;
  return {
    slack, zapi, webs, workers,
    webhooks: ports.map((port) => `http://127.0.0.1:${port}/webhooks/z-api/${WEBHOOK_SECRET}`),
    rows: (statement, parameters = []) => select(source.manager, statement, parameters),
    drained: (timeoutMs) => untilDrained(source, join(data, 'spool'), timeoutMs),
    async untilRows(count, statement) {
      for (let tries = 0; tries < 200; tries += 1) {
        const found = await select(source.manager, statement).catch(() => []);
        if (found.length >= count) return;
        await pause(100);
      }
      throw new Error(`never ${count} rows: ${statement}`);
    },
    async stop() {
      await Promise.all([...webs, ...workers].map((one) => one.kill()));
      await Promise.all([slack.close(), zapi.close(), source.destroy()]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function member(env: Record<string, string>, ready: (() => Promise<void>) | undefined): Member {
  let child: ChildProcess | undefined;
  return {
    async start() {
      child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit'] });
      await ready?.();
    },
    async kill() {
      const dying = child;
      child = undefined;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      await new Promise((resolve) => {
        dying.once('exit', resolve);
        dying.kill('SIGKILL');
      });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const ok = await fetch(`http://127.0.0.1:${port}/health/live`).then((response) => response.ok, () => false);
    if (ok) return;
    await pause(100);
  }
  throw new Error(`the web process on port ${port} does not answer`);
}

/** Real time, because real processes work meanwhile. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// Looks (into Slack, at the gateway, at photos) are paced over minutes and carry nobody's words.
const WAITING = `SELECT CONCAT('event ', kind) AS what, COUNT(*) AS n, MAX(last_error) AS why FROM webhook_events WHERE status = 'pending' GROUP BY kind
  UNION ALL SELECT kind, COUNT(*), MAX(last_error) FROM deliveries WHERE status IN ('pending', 'sending') AND kind NOT IN ('slack.catch_up', 'whatsapp.watch', 'whatsapp.photo') GROUP BY kind`;

async function untilDrained(source: DataSource, spool: string, timeoutMs: number): Promise<void> {
  const until = performance.now() + timeoutMs;
  let quiet = 0;
  for (;;) {
    const waiting = await select<{ what: string; n: number; why: string | null }>(source.manager, WAITING);
    const spooled = existsSync(spool) ? readdirSync(spool) : [];
    quiet = waiting.length === 0 && spooled.length === 0 ? quiet + 1 : 0;
    // Twice in a row: echoes and ticks of the last sends may still be on their way.
    if (quiet >= 3) return;
    if (performance.now() > until) throw new Error(`not drained after ${timeoutMs} ms: ${JSON.stringify(waiting)}`);
    await pause(150);
  }
}
