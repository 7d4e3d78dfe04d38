import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { ApiParts } from './api-parts.js';
import { openApiDocument } from './openapi.js';
import { docsPage, startScript } from './docs-page.js';

interface Asset {
  type: string;
  plain: Buffer;
  packed: Buffer;
  tag: string;
}

/** Swagger UI is served from this machine. It writes `style` attributes: hence 'unsafe-inline' for styles only. */
const POLICY = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], fontSrc: ["'self'"], formAction: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"],
    },
  },
});

/**
 * GET /api/openapi.json: the document. GET /api/docs: the same to be read and tried, by Swagger UI. Both tell nothing about
 * anybody, so they need no token; nothing of the page comes from elsewhere.
 */
export function docsRoutes({ t, brand, locale, publicUrl }: Pick<ApiParts, 't' | 'brand' | 'locale' | 'publicUrl'>): Router {
  const router = Router();
  const document = asset('application/json', JSON.stringify(openApiDocument(t, brand, publicUrl?.replace(/\/$/, '') ?? '')));
  const page = asset('text/html', docsPage(t, brand, locale));
  const start = asset('text/javascript', startScript(t));
  const files = swaggerFiles();
  router.get('/openapi.json', POLICY, (request, response) => send(request, response, document));
  router.get('/docs', POLICY, (request, response) => send(request, response, page));
  router.get('/docs/start.js', POLICY, (request, response) => send(request, response, start));
  router.get('/docs/:file', POLICY, (request, response, next) => {
    const file = files.get(request.params.file);
    if (file) send(request, response, file());
    else next();
  });
  return router;
}

/** What of Swagger UI the page loads; read and packed when it is first asked for. */
function swaggerFiles(): Map<string, () => Asset> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const lazily = (name: string, type: string) => {
    let kept: Asset | undefined;
    return () => (kept ??= asset(type, readFileSync(join(folder, name))));
  };
  return new Map([['swagger-ui.css', lazily('swagger-ui.css', 'text/css')], ['swagger-ui-bundle.js', lazily('swagger-ui-bundle.js', 'text/javascript')]]);
}

function asset(type: string, content: string | Buffer): Asset {
  const plain = Buffer.from(content);
  return { type, plain, packed: gzipSync(plain), tag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}

function send(request: Request, response: Response, { type, plain, packed, tag }: Asset): void {
  response.set({ ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' });
  if (request.headers['if-none-match'] === tag) {
    response.status(304).end();
    return;
  }
  const isPacked = request.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.set('Content-Encoding', 'gzip');
  response.type(type).send(isPacked ? packed : plain);
}
