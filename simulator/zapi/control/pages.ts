/** Serves the browser phone. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { RequestHandler } from 'express';

/** The repository root: the nearest folder upwards that holds package.json (code runs from TypeScript and from dist/). */
export function projectRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${from}`);
    folder = parent;
  }
  return folder;
}

/** Static files of simulator/web, or of a folder in it; never cached, since they are being worked on. */
export function webFiles(folder = ''): RequestHandler {
  return express.static(join(projectRoot(), 'simulator', 'web', folder), { cacheControl: false, etag: true });
}

/** The browser phone. */
export function phonePages(): RequestHandler {
  return webFiles('phone');
}
