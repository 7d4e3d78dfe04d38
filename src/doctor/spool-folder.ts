import { constants, existsSync } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reasonOf } from '../kit/errors.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';

const LOW_BYTES = 200 * 1024 * 1024;

/** Could webhooks be kept in the spool folder while MySQL is away? Makes nothing: the folder must belong to who runs the product. */
export async function checkSpoolFolder(settings: Settings): Promise<Finding[]> {
  if (!settings.DATA_DIR) return [];
  const folder = join(settings.DATA_DIR, 'spool');
  const place = nearest(folder);
  try {
    if (!(await stat(place)).isDirectory()) throw new Error(`${place} is not a folder`);
    await access(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    return [bad(`webhooks cannot be kept in ${folder} while MySQL is away: ${reasonOf(error)}`, 'give the user that runs the product a writable folder in DATA_DIR (a volume that survives restarts)')];
  }
  const waiting = place === folder ? (await readdir(folder)).length : 0;
  const { bavail, bsize } = await statfs(place);
  return [
    bavail * bsize > LOW_BYTES ? good(`${folder} can be written`) : bad(`the disk of ${folder} is nearly full (${Math.round((bavail * bsize) / 1024 / 1024)} MiB left)`, 'make room; webhooks that come while MySQL is away go there'),
    ...(waiting > 0 ? [advice(`${waiting} spool ${waiting === 1 ? 'file waits' : 'files wait'} there`, 'a running web process puts them into MySQL within a second; if they stay, start one with this DATA_DIR')] : []),
  ];
}

/** The folder itself, or what exists nearest above it. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
