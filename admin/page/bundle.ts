import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../src/kit/repository-root.js';

/** Where scripts/build-portal.mjs leaves the bundle; no dot in the path, since Express 5 refuses dot folders. */
const FOLDER = join(repositoryRoot(), 'build/admin');
export const BUNDLE = join(FOLDER, 'bundle.js');

/**
 * Tells AdminJS to use the bundle made at build time; bundling at boot would keep the process busy for 20 s. Call it
 * before adminjs is imported, which reads these variables once. Without a bundle AdminJS makes one by itself.
 */
export function useReadyBundle(): void {
  process.env['ADMIN_JS_TMP_DIR'] = FOLDER;
  process.env['ADMIN_JS_SKIP_BUNDLE'] = String(existsSync(BUNDLE));
}
