import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Config } from './config.js';
import { isDatabaseAway } from './db/failures.js';
import { createLetterbox } from './domain/letterbox/accept.js';
import { openSpool } from './domain/letterbox/spool.js';
import { createZapiWebhook, isZapiWebhook } from './http/zapi-webhook.js';
import { listen } from './http/listen.js';
import type { Clock } from './kit/clock.js';
import { reasonOf } from './kit/errors.js';
import { logFor, type Log } from './kit/log.js';
import { maskText } from './kit/mask.js';
import { createMetrics } from './kit/metrics.js';

/** Between two looks whether MySQL is there, ms. */
const LOOK_AGAIN_MS = 1000;

export interface WaitingRoom {
  close(): Promise<void>;
}

/**
 * What a web process does when MySQL is away at its start: it takes webhooks all the same, into the spool file, because
 * the gateway may not send them again. Everything else is answered 503.
 */
async function openWaitingRoom(config: Config, clock: Clock, log: Log): Promise<WaitingRoom> {
  const away = { query: () => Promise.reject(Object.assign(new Error('MySQL has not been there yet'), { code: 'ECONNREFUSED' })) };
  const webhook = createZapiWebhook({
    letterbox: createLetterbox({ sql: away, spool: openSpool(join(config.DATA_DIR, 'spool'), () => clock.now().getTime()), wake: () => undefined }),
    secrets: { token: config.ZAPI_TOKEN, clientToken: config.ZAPI_CLIENT_TOKEN, webhookSecret: config.ZAPI_WEBHOOK_SECRET },
    clock,
    log: logFor(log, 'letterbox'),
    metrics: createMetrics(),
  });
  const server: Server = createServer((request, response) => {
    if (isZapiWebhook(request.url)) return webhook(request, response);
    const live = request.url === '/health/live';
    response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', ...(live ? {} : { 'retry-after': '5' }) });
    return response.end(JSON.stringify(live ? { status: 'ok' } : { status: 'not ready', dependencies: { mysql: { state: 'down', reason: 'not there at the start; waiting for it' } } }));
  });
  await listen(server, config.PORT);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2000).unref();
      }),
  };
}

/**
 * Builds the house as soon as MySQL is there. Until then a web process keeps a waiting room open; the caller closes it
 * just before it listens itself.
 * @throws whatever is wrong beside MySQL being away
 */
export async function whenDatabaseIsThere<T>(build: () => Promise<T>, config: Config, clock: Clock, log: Log): Promise<{ built: T; room: WaitingRoom | undefined }> {
  let room: WaitingRoom | undefined;
  for (let told = false; ; ) {
    try {
      return { built: await build(), room };
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!told) logFor(log, 'start').warn({ reason: maskText(reasonOf(error)) }, 'MySQL is away: waiting for it');
      told = true;
      if (config.ROLE !== 'worker') room ??= await openWaitingRoom(config, clock, log);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}
