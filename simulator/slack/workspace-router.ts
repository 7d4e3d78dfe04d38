import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Response, Router } from 'express';
import { ApiError } from './api/api-error.js';
import { webApi } from './api/web-api.js';
import type { SimContext } from './context.js';
import type { JsonObject } from './model.js';
import { respond } from './response-urls.js';
import { isObject } from './text-check.js';

/** The page's folder, found below the folder with package.json whether this runs from sources or from dist/. */
export function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json not found above ' + import.meta.url);
    folder = parent;
  }
  return join(folder, 'simulator', 'web', 'slack');
}

/** Everything served over HTTP: the Web API, response_url, files, the control API and the page; works under any prefix. */
export function workspaceRouter(sim: SimContext, control: Router, hanging: Set<Response>): Router {
  const router = express.Router();
  router.use('/api', webApi(sim, hanging));
  router.use('/_sim', control);
  router.post('/response/actions/:token', express.json({ limit: '2mb', type: '*/*' }), (request, response) => {
    const origin = sim.responses.spend(String(request.params.token));
    if (!origin) return void response.status(404).json({ ok: false, error: 'used_url' });
    const failure = sim.failures.take('response_url', { channel: origin.channel });
    if (failure) return void response.status(failure.status ?? 500).json({ ok: false, error: failure.error ?? 'internal_error' });
    try {
      respond(sim, origin, isObject(request.body) ? openFields(request.body) : {});
      response.json({ ok: true });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      response.status(400).json({ ok: false, error: error.code, ...error.extra });
    }
  });
  router.post('/upload/:id', express.raw({ type: () => true, limit: '50mb' }), (request, response) => {
    const known = sim.store.files.get(request.params.id);
    if (!known) return void response.status(404).send('not found');
    known.content = uploadedBytes(request.headers['content-type'], request.body as Buffer);
    known.file.size = known.content.length;
    response.send(`OK - ${known.content.length}`);
  });
  router.get('/files-pri/:id/:name', (request, response) => {
    const known = sim.store.files.get(request.params.id);
    const allowed = request.headers.authorization === `Bearer ${sim.settings.botToken}` && !sim.settings.tokenRevoked;
    if (!known) return void response.status(404).send('not found');
    if (!allowed) return void response.status(200).type('html').send('<!DOCTYPE html><title>Slack</title>Sign in to carinho');
    response.type(known.file.mimetype).send(known.content);
  });
  router.get('/', (request, response, next) => {
    const path = request.originalUrl.split('?')[0];
    if (path.endsWith('/')) next();
    else response.redirect(`${path}/`);
  });
  router.use(express.static(pageFolder(), { etag: false, lastModified: false, setHeaders: (response) => response.setHeader('cache-control', 'no-store') }));
  return router;
}

function openFields(body: JsonObject): JsonObject {
  const open = (value: unknown): unknown => (typeof value === 'string' && value.startsWith('[') ? (JSON.parse(value) as unknown) : value);
  return { ...body, ...(body.blocks === undefined ? {} : { blocks: open(body.blocks) }) };
}

/** The file in an upload: the raw body, or the first part of a multipart form. */
function uploadedBytes(contentType: string | undefined, body: Buffer): Buffer {
  const boundary = /boundary=("?)([^";]+)\1/.exec(contentType ?? '')?.[2];
  if (!boundary || !Buffer.isBuffer(body)) return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.indexOf(`\r\n--${boundary}`, start));
}
