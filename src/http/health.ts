import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { selectOne } from '../db/rows.js';
import { connectionStates } from '../domain/conversation/connections.js';
import { breakerStates } from '../domain/partners/breakers.js';
import { PARTNERS, type Partner } from '../domain/partners/outside.js';
import type { Clock } from '../kit/clock.js';
import { reasonOf } from '../kit/errors.js';
import { maskText } from '../kit/mask.js';
import type { Metrics } from '../kit/metrics.js';
import { requireBearer } from './bearer.js';

export interface HealthParts {
  source: DataSource;
  redis: { ping(): Promise<unknown> };
  clock: Clock;
  metrics: Metrics;
  internalToken: string | undefined;
  /** Asks Slack whether the token works; throws with the reason. Undefined when Slack is not configured. */
  checkSlack: (() => Promise<void>) | undefined;
  hasGateway: boolean;
  hasMail: boolean;
  /** The house's other systems that have an address. */
  partners: readonly Partner[];
}

/** `ok`, `degraded` (works without it for a while) or `down`. */
export interface Dependency {
  state: 'ok' | 'degraded' | 'down' | 'off';
  reason?: string;
}

const PATIENCE_MS = 2000;
const SLACK_KEPT_MS = 30_000;

async function probe(work: () => Promise<unknown>, otherwise: 'down' | 'degraded'): Promise<Dependency> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), limit]);
    return { state: 'ok' };
  } catch (error) {
    return { state: otherwise, reason: maskText(reasonOf(error)) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * GET /health/live: the process answers. GET /health/ready: 503 when MySQL is away (webhooks are spooled meanwhile, so
 * route those by `live`); Redis, Slack, WhatsApp, the mail server and the house's other systems are named with
 * their reason, but the product goes on without them.
 * GET /metrics: Prometheus text, with the internal token.
 */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  let slack: { at: number; result: Promise<Dependency> } | undefined;

  function slackState(): Promise<Dependency> | Dependency {
    const { checkSlack } = parts;
    if (!checkSlack) return { state: 'off', reason: 'SLACK_BOT_TOKEN is not set' };
    const now = parts.clock.now().getTime();
    if (!slack || now - slack.at > SLACK_KEPT_MS) slack = { at: now, result: probe(checkSlack, 'degraded') };
    return slack.result;
  }

  /** What was last seen of WhatsApp, and of the mail server, which is first seen when the first e-mail leaves. */
  async function connections(): Promise<Record<'whatsapp' | 'smtp', Dependency>> {
    const states = await connectionStates(parts.source.manager).catch(() => []);
    const stateOf = (name: 'whatsapp' | 'smtp', unseen: Dependency): Dependency => {
      const state = states.find((one) => one.name === name);
      if (!state) return unseen;
      return state.connected === 1 ? { state: 'ok' } : { state: 'degraded', reason: `disconnected since ${state.since.toISOString()}: ${state.detail ?? ''}` };
    };
    return {
      whatsapp: parts.hasGateway ? stateOf('whatsapp', { state: 'degraded', reason: 'not checked yet' }) : { state: 'off', reason: 'ZAPI_INSTANCE_ID is not set' },
      smtp: parts.hasMail ? stateOf('smtp', { state: 'ok' }) : { state: 'off', reason: 'SMTP_URL is not set' },
    };
  }

  /** By what the last calls came to; nobody is called to ask. A code only: anybody reads this page, and an answer may quote anything. */
  async function partnerStates(): Promise<Record<Partner, Dependency>> {
    const seen = await breakerStates(parts.source.manager).catch(() => []);
    const one = (name: Partner): Dependency => {
      if (!parts.partners.includes(name)) return { state: 'off', reason: `${name.toUpperCase()}_BASE_URL is not set` };
      const state = seen.find((other) => other.name === name);
      if (!state || state.failures === 0) return { state: 'ok' };
      const code = /^answered \d{3}/.exec(state.reason ?? '')?.[0] ?? 'no answer';
      return { state: 'degraded', reason: state.open_since === null ? `last call: ${code}` : `left alone since ${state.open_since.toISOString()}: ${code}` };
    };
    return Object.fromEntries(PARTNERS.map((name) => [name, one(name)])) as Record<Partner, Dependency>;
  }

  router.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/health/ready', async (_request, response) => {
    const mysql = await probe(() => selectOne(parts.source.manager, 'SELECT 1'), 'down');
    const unknown = { state: 'degraded' as const, reason: 'unknown while MySQL is away' };
    const [redis, slackNow, seen] = await Promise.all([probe(() => parts.redis.ping(), 'degraded'), slackState(), mysql.state === 'ok' ? connections() : { whatsapp: unknown, smtp: unknown }]);
    const partners = await partnerStates();
    const ready = mysql.state === 'ok';
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', dependencies: { mysql, redis, slack: slackNow, ...seen, ...partners } });
  });
  router.get('/metrics', requireBearer(parts.internalToken), async (_request, response) => {
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });
  return router;
}
