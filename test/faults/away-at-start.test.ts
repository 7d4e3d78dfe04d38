import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SlackWorkspace } from '../../simulator/slack/workspace.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { createDatabase, serverUrl } from '../support/database.js';

const NOBODY = '127.0.0.1:9';
const MAIN = join(repositoryRoot(), 'dist/src/main.js');
const SOCKET = { SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-test-token' };

interface Ended {
  code: number | null;
  /** From SIGTERM to the end, ms. */
  tookMs: number;
}

/** Starts the product as `npm start` does; once it says that it works it is told to stop. @throws with its log when it never does */
function startAndStop(env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let log = '';
    let toldAt = 0;
    const impatient = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ${toldAt === 0 ? 'started' : 'stopped'} in time: ${log}`));
    }, 15_000);
    child.stdout.on('data', (chunk: Buffer) => {
      log += String(chunk);
      if (toldAt > 0 || !log.includes('"msg":"started"')) return;
      toldAt = performance.now();
      child.kill('SIGTERM');
    });
    child.on('exit', (code) => {
      clearTimeout(impatient);
      resolve({ code, tookMs: performance.now() - toldAt });
    });
  });
}

describe('what is away when the product starts keeps it neither from starting nor from stopping', () => {
  let slack: SlackWorkspace;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let data: string;
  beforeAll(async () => {
    slack = await SlackWorkspace.start({ signingSecret: 'segredo-slack', botToken: 'xoxb-test-token', appToken: 'xapp-test-token' });
  });
  afterAll(() => slack.close());
  beforeEach(async () => {
    database = await createDatabase();
    data = mkdtempSync(join(tmpdir(), 'carinho-start-'));
  });
  afterEach(async () => {
    slack.clearFailures();
    await database.drop();
    rmSync(data, { recursive: true, force: true });
  });

  const given = () => ({
    NODE_ENV: 'test', PORT: '0', PORTAL: 'off', LOG_LEVEL: 'info', DATA_DIR: data, DATABASE_URL: database.url, REDIS_URL: serverUrl('REDIS_URL'),
    SLACK_BOT_TOKEN: 'xoxb-test-token', SLACK_SIGNING_SECRET: 'segredo-slack', SLACK_API_URL: slack.apiUrl, SLACK_CHANNEL_ATENDIMENTO: 'C0ATENDE001',
  });

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['Redis, web and worker', { REDIS_URL: `redis://${NOBODY}` }],
    ['Redis, web', { REDIS_URL: `redis://${NOBODY}`, ROLE: 'web' }],
    ['Redis, worker', { REDIS_URL: `redis://${NOBODY}`, ROLE: 'worker' }],
    ['Slack, over HTTP', { SLACK_API_URL: `http://${NOBODY}/api/` }],
    ['Slack, over Socket Mode', { SLACK_API_URL: `http://${NOBODY}/api/`, ...SOCKET }],
  ])('%s', async (_name, env) => {
    const { code, tookMs } = await startAndStop({ ...given(), ...env });
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(8000);
  }, 20_000);

  test('the right to connect by Socket Mode', async () => {
    slack.fail({ method: 'apps.connections.open', how: { error: 'invalid_auth' } });
    expect((await startAndStop({ ...given(), ...SOCKET })).code).toBe(0);
  }, 20_000);
});
