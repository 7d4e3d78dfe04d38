import { createHmac } from 'node:crypto';
import type { Clock } from '../kit/clock.js';
import { reasonOf } from '../kit/errors.js';
import { callJson } from '../kit/http-client.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { webhookUrl } from './zapi-webhooks.js';

const PATIENCE_MS = 8000;

interface Answer {
  status: number;
  body: unknown;
}

/**
 * Is the product reachable where Slack and Z-API call it, and does the running process know the same secrets as this
 * environment? Knocks at the doors with requests that store nothing.
 */
export async function checkPublicUrl(settings: Settings, clock: Clock): Promise<Finding[]> {
  const { PUBLIC_URL: base, NODE_ENV: mode } = settings;
  if (!base) return [advice('PUBLIC_URL is not set: whether Slack and Z-API reach the product is not checked', 'set PUBLIC_URL to the address they call, https://…')];
  const findings: Finding[] = [];
  if (mode === 'production' && !base.startsWith('https://')) findings.push(bad('PUBLIC_URL is not https: Slack and Z-API accept https only', 'put a TLS proxy in front (docs/operations.md) and set PUBLIC_URL=https://…'));
  const alive = await knock(() => callJson(new URL('/health/live', base).href, { timeoutMs: PATIENCE_MS }));
  if ('error' in alive) return [...findings, bad(`${new URL(base).origin} does not answer: ${alive.error}`, 'start the product (npm start); if it runs: DNS, firewall and proxy must lead there')];
  if (alive.status !== 200 || (alive.body as { status?: unknown } | null)?.status !== 'ok') return [...findings, bad(`${new URL(base).origin}/health/live answered ${alive.status}: something else stands there`, 'let the proxy pass every path to the product’s PORT, and PUBLIC_URL name that proxy')];
  findings.push(good(`${new URL(base).origin} answers`));
  return [...findings, ...(await webhookDoor(settings)), ...(await slackDoor(settings, base, clock))];
}

async function knock(call: () => Promise<Answer>): Promise<Answer | { error: string }> {
  return call().catch((error: unknown) => ({ error: reasonOf(error) }));
}

/** A list is no webhook: whoever has the right secret gets 400, anybody else 404 or 401. Nothing is stored. */
async function webhookDoor(settings: Settings): Promise<Finding[]> {
  const url = webhookUrl(settings);
  if (url === undefined || !settings.ZAPI_WEBHOOK_SECRET) return [];
  const answer = await knock(() => callJson(url, { body: [], timeoutMs: PATIENCE_MS }));
  if ('status' in answer && answer.status === 400) return [good('the running product knows the same ZAPI_WEBHOOK_SECRET')];
  const why = 'error' in answer ? answer.error : `it answered ${answer.status}`;
  return [bad(`the webhook address does not take Z-API’s secret: ${why}`, 'restart the product with the ZAPI_WEBHOOK_SECRET of this environment; a proxy must pass POST and the path unchanged')];
}

/** Slack's own greeting (url_verification), signed with our secret. */
async function slackDoor(settings: Settings, base: string, clock: Clock): Promise<Finding[]> {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret } = settings;
  if (!token || !secret) return [];
  const body = { type: 'url_verification', challenge: 'doctor' };
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${JSON.stringify(body)}`).digest('hex')}`;
  const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  const answer = await knock(() => callJson(new URL('/slack/events', base).href, { body, headers, timeoutMs: PATIENCE_MS }));
  if ('status' in answer && answer.status === 200) return [good('the running product knows the same SLACK_SIGNING_SECRET')];
  const why = 'error' in answer ? answer.error : `it answered ${answer.status}`;
  return [bad(`/slack/events does not take what SLACK_SIGNING_SECRET signs: ${why}`, 'restart the product with the SLACK_SIGNING_SECRET of this environment (Basic Information → Signing Secret)')];
}
