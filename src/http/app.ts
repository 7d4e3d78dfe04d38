import { createServer, type Server } from 'node:http';
import express, { type Application } from 'express';
import helmet from 'helmet';
import type { Log } from '../kit/log.js';
import { reasonOf } from '../kit/errors.js';
import type { ApiParts } from './api/api-parts.js';
import { docsRoutes } from './api/docs.js';
import { apiRoutes, BASE } from './api/routes.js';
import { devClockRoute, type DevClockParts } from './dev-clock.js';
import { healthRoutes, type HealthParts } from './health.js';
import { mediaOutRoute, type MediaOutParts } from './media-out.js';
import { createZapiWebhook, isZapiWebhook, type WebhookParts } from './zapi-webhook.js';

export interface WebParts {
  webhook: WebhookParts;
  health: HealthParts;
  mediaOut: MediaOutParts;
  api: ApiParts;
  /** Only in development, and asked for. */
  devClock: DevClockParts | undefined;
  log: Log;
}

/** Express, before anything is mounted on it. No body parser here: Bolt and the portal read their own. */
export function createExpress(): Application {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  return app;
}

/**
 * Finishes the web side: health, metrics, files for the gateway and the API behind Bolt and the portal, then the last word for what nobody answered.
 * Helmet stands before our own pages only; the portal brings its own policy.
 */
export function finishExpress(app: Application, parts: WebParts): void {
  app.use(['/health', '/metrics'], helmet());
  app.use(healthRoutes(parts.health));
  app.use(mediaOutRoute(parts.mediaOut));
  app.use(BASE, apiRoutes(parts.api));
  app.use('/api', docsRoutes(parts.api));
  if (parts.devClock) app.use(devClockRoute(parts.devClock));
  app.use((_request, response) => void response.status(404).json({ error: 'not found' }));
  app.use((error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction) => {
    parts.log.error({ err: error, reason: reasonOf(error) }, 'a request failed');
    if (response.headersSent) next(error);
    else response.status(500).json({ error: 'internal error' });
  });
}

/**
 * The HTTP server. The WhatsApp webhook, the busiest and most precious route, is taken by a bare handler before Express
 * sees the request; everything else is Express.
 */
export function createWebServer(app: Application, parts: WebParts): Server {
  const webhook = createZapiWebhook(parts.webhook);
  const server = createServer((request, response) => (isZapiWebhook(request.url) ? webhook(request, response) : app(request, response)));
  server.keepAliveTimeout = 65_000;
  // Z-API's client offers an h2c upgrade on every call; with a listener absent Node answers it as plain HTTP/1.1.
  return server;
}
