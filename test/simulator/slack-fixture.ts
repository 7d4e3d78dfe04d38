import { afterEach, beforeEach } from '@jest/globals';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { SlackWorkspace } from '../../simulator/slack/workspace.js';

export const SECRET = 'segredo-de-teste';
export const BOT = 'xoxb-teste';
export const APP_TOKEN = 'xapp-teste';
export const ATENDIMENTO = 'C0ATENDE001';
export const ANA = 'U0ANA000001';
export const BRUNO = 'U0BRUNO0001';

/** The workspace and client of the running test, and what must be closed after it. */
export const here = {} as { slack: SlackWorkspace; web: WebClient; closers: (() => Promise<unknown>)[] };

/** Gives every test of a file a workspace of its own, as `here`. */
export function freshWorkspace(): void {
  beforeEach(async () => {
    here.closers = [];
    here.slack = await SlackWorkspace.start({ signingSecret: SECRET, botToken: BOT, appToken: APP_TOKEN, retryDelaysMs: [0, 30], ackTimeoutMs: 400 });
    here.web = client();
  });
  afterEach(async () => {
    for (const close of here.closers.splice(0)) await close();
    await here.slack.close();
  });
}

/** A client that neither retries nor waits out rate limits, and keeps quiet about errors the test expects. */
export function client(token: string | undefined = BOT, options: { timeout?: number } = {}): WebClient {
  return new WebClient(token, { slackApiUrl: here.slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: QUIET, ...options });
}

const nothing = (): void => undefined;
const QUIET: bolt.Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, setName: nothing, getLevel: () => bolt.LogLevel.ERROR };

/** A Bolt app in HTTP mode that the workspace delivers to. */
export async function boltApp(options: { processBeforeResponse?: boolean } = {}): Promise<InstanceType<typeof bolt.App>> {
  const app = new bolt.App({ ...options, token: BOT, signingSecret: SECRET, clientOptions: { slackApiUrl: here.slack.apiUrl }, logger: QUIET });
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as { address(): { port: number } };
  here.slack.eventsUrl = `http://127.0.0.1:${server.address().port}/slack/events`;
  here.closers.push(() => app.stop());
  return app;
}

/** A Bolt app in Socket Mode. */
export async function socketApp(): Promise<InstanceType<typeof bolt.App>> {
  const app = new bolt.App({ token: BOT, appToken: APP_TOKEN, socketMode: true, clientOptions: { slackApiUrl: here.slack.apiUrl }, logger: QUIET });
  await app.start();
  here.closers.push(() => app.stop());
  return app;
}

/** Waits for a condition, at most `milliseconds`. */
export async function until(condition: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Slack's error name of a call, or "none". */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'none', (error: { data?: { error?: string } }) => error.data?.error ?? String(error));
}
