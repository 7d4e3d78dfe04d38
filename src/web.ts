import { createBot, type Bot } from '../bot/app.js';
import { startTicker } from '../workers/ticker.js';
import { isContention, isDatabaseAway } from './db/failures.js';
import { createExpress, createWebServer, finishExpress, type WebParts } from './http/app.js';
import { createLimits } from './http/api/limits.js';
import { listen } from './http/listen.js';
import { logFor } from './kit/log.js';
import { canBeMoved } from './kit/clock.js';
import type { House } from './wire.js';

/** Mounts the portal on Express; handed in, because importing AdminJS takes seconds that only a web process should pay. */
export type MountPortal = (app: ReturnType<typeof createExpress>, house: House) => Promise<void>;

/** Starts the web side: webhooks, Slack, portal, health. `port` 0 takes a free one; `beforeListening` frees it. */
export async function startWeb(house: House, mountPortal: MountPortal | undefined, beforeListening?: () => Promise<void>): Promise<{ port: number; stop(): Promise<void> }> {
  const { config } = house;
  const app = createExpress();
  const bot: Bot | undefined =
    config.SLACK_BOT_TOKEN && (config.SLACK_SIGNING_SECRET || config.SLACK_APP_TOKEN)
      ? createBot(house.bot, { token: config.SLACK_BOT_TOKEN, apiUrl: config.SLACK_API_URL, signingSecret: config.SLACK_SIGNING_SECRET, appToken: config.SLACK_APP_TOKEN }, app)
      : undefined;
  await mountPortal?.(app, house);
  const parts: WebParts = {
    log: logFor(house.log, 'http'),
    webhook: {
      letterbox: house.letterbox,
      secrets: { token: config.ZAPI_TOKEN, clientToken: config.ZAPI_CLIENT_TOKEN, webhookSecret: config.ZAPI_WEBHOOK_SECRET },
      clock: house.clock,
      log: logFor(house.log, 'letterbox'),
      metrics: house.metrics,
    },
    health: {
      source: house.source,
      redis: house.redis.producer,
      clock: house.clock,
      metrics: house.metrics,
      internalToken: config.INTERNAL_API_TOKEN,
      checkSlack: config.SLACK_BOT_TOKEN ? () => house.slack.auth.test().then(() => undefined) : undefined,
      hasGateway: house.zapi !== undefined,
      hasMail: house.bot.sendsMail,
      partners: house.partners,
    },
    devClock: config.NODE_ENV === 'development' && config.DEV_CLOCK === 'on' && canBeMoved(house.clock) ? { sql: house.source.manager, clock: house.clock, calendar: house.calendar.get, internalToken: config.INTERNAL_API_TOKEN } : undefined,
    api: {
      sql: house.source.manager, ledger: house.ledger, clock: house.clock, zone: config.TZ_BUSINESS, locale: config.LOCALE, brand: config.BRAND_NAME, t: house.t, internalToken: config.INTERNAL_API_TOKEN,
      limits: createLimits({ redis: house.redis.producer, prefix: house.prefix }), isAway: (error) => isDatabaseAway(error) || isContention(error), publicUrl: config.PUBLIC_URL, log: logFor(house.log, 'api'), metrics: house.metrics,
    },
    mediaOut: { sql: house.source.manager, media: house.media, clock: house.clock, secret: config.SESSION_SECRET, log: logFor(house.log, 'http') },
  };
  finishExpress(app, parts);
  const server = createWebServer(app, parts);
  await beforeListening?.();
  await listen(server, config.PORT);
  await bot?.start();
  const replay = startTicker(1000, () => replaySpool(house), (error) => {
    if (!isDatabaseAway(error)) house.log.error({ err: error }, 'spooled events could not be replayed');
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : config.PORT,
    async stop() {
      await bot?.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), 5000);
      await closed;
      clearTimeout(impatient);
      await replay.stop();
    },
  };
}

/** Puts what was spooled while MySQL was away into the letterbox. */
export async function replaySpool(house: House): Promise<void> {
  const replayed = await house.spool.replay((arrivals) => house.letterbox.store(arrivals));
  house.metrics.spooled.set(house.spool.size());
  if (replayed > 0) logFor(house.log, 'letterbox').info({ replayed }, 'spooled events replayed');
}
