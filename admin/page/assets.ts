import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Request, type Response, type Router } from 'express';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { BUNDLE } from './bundle.js';

interface Asset {
  plain: Buffer;
  packed: Buffer;
  etag: string;
}

const pack = promisify(gzip);

/**
 * The portal's static files, all from this machine: AdminJS's libraries (always the production ones, a tenth in size),
 * our bundle, style and icon. Read and packed once, at the first request; browsers ask again and get 304.
 */
export async function assetRoutes(): Promise<Router> {
  const router = express.Router();
  const kept = new Map<string, Promise<Asset>>();
  const files = new Map([...(await libraryFiles()), ...ownFiles()]);
  router.get('/frontend/assets/:name', async (request, response, next) => {
    const { name } = request.params;
    const file = files.get(name);
    if (file === undefined || !existsSync(file)) {
      next(); // the bundle when it was not built: AdminJS makes it
      return;
    }
    const asset = kept.get(file) ?? load(file);
    kept.set(file, asset);
    send(request, response, name, await asset);
  });
  return router;
}

async function libraryFiles(): Promise<[string, string][]> {
  const { Router: AdminRouter } = await import('adminjs');
  const libraries = AdminRouter.assets.filter((asset) => asset.path.endsWith('.bundle.js') && !asset.path.endsWith('components.bundle.js'));
  return libraries.map((asset) => [basename(asset.path), asset.src.replace('development', 'production')]);
}

function ownFiles(): [string, string][] {
  const folder = join(repositoryRoot(), 'admin/assets');
  return [['components.bundle.js', BUNDLE], ...['portal.css', 'accessible-names.js', 'sign-in.css', 'icon.svg'].map((name): [string, string] => [name, join(folder, name)])];
}

async function load(file: string): Promise<Asset> {
  const plain = await readFile(file);
  return { plain, packed: await pack(plain), etag: `"${createHash('sha1').update(plain).digest('base64url')}"` };
}

function send(request: Request, response: Response, name: string, asset: Asset): void {
  const packed = request.acceptsEncodings('gzip') === 'gzip';
  response.set({ ETag: asset.etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' });
  if (request.headers['if-none-match'] === asset.etag) {
    response.status(304).end();
    return;
  }
  if (packed) response.set('Content-Encoding', 'gzip');
  response.type(name.slice(name.lastIndexOf('.'))).send(packed ? asset.packed : asset.plain);
}
