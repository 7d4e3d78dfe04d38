import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { extensionOf } from '../../domain/media/file-name.js';
import { extensionOfMime } from '../../domain/media/mime-extension.js';
import type { MediaStore } from '../../domain/media/media-store.js';
import type { Clock } from '../../kit/clock.js';
import { clamdScan, type Scan } from './clamd.js';
import { callFailure, openUrl, type DownloadRules } from './download.js';
import { folderStorage } from './folder-storage.js';
import { leftoverSweep } from './leftovers.js';
import { MEDIA_LIMITS, type MediaLimits } from './limits.js';
import { systemResolve, type Resolve } from '../../kit/public-address.js';
import { s3Storage, type Bucket } from './s3-storage.js';
import type { Storage } from './storage.js';
import { takeIn } from './take-in.js';

export interface MediaSettings {
  /** Folder of kept files, or (with a bucket) of those under way only. */
  folder: string;
  bucket?: Bucket | undefined;
  /** tcp://host:port */
  clamdUrl?: string | undefined;
  hosts: string[];
  plainHosts: string[];
  clock: Clock;
  limits?: Partial<MediaLimits>;
  resolve?: Resolve;
}

const PASS: Scan = async () => undefined;

/** The house's media store: guarded way in, optional scanner, folder or bucket behind. */
export function createMediaStore(settings: MediaSettings): MediaStore {
  const limits = { ...MEDIA_LIMITS, ...settings.limits };
  const rules: DownloadRules = { limits, resolve: settings.resolve ?? systemResolve, hosts: settings.hosts, plainHosts: settings.plainHosts };
  const storage: Storage = settings.bucket ? s3Storage(settings.bucket, settings.clock) : folderStorage(settings.folder);
  const scan = settings.clamdUrl === undefined ? PASS : clamdScan(settings.clamdUrl);
  // Beside what is kept, so that keeping is a rename.
  const underWay = join(settings.folder, 'incoming');

  const sweep = leftoverSweep(underWay, settings.clock);

  const take: MediaStore['take'] = async (body, claim, signal) => {
    await sweep();
    const file = await takeIn(body, claim, underWay, limits, signal);
    try {
      await scan(file.path);
      return file;
    } catch (error) {
      await file.discard();
      throw error;
    }
  };

  return {
    take,
    async download(url, claim, signal) {
      const whole = AbortSignal.any([AbortSignal.timeout(limits.totalMs), ...(signal ? [signal] : [])]);
      const opened = await openUrl(url, rules, whole).catch((error: unknown) => Promise.reject(callFailure(error)));
      try {
        return await take(opened.body, claim, whole);
      } finally {
        await opened.close();
      }
    },
    newKey: (claim, file) => {
      const ending = extensionOfMime(file.mime) ?? extensionOf(claim.fileName);
      return `${claim.conversationId}/${randomUUID()}${ending === '' ? '' : `.${ending}`}`;
    },
    ...storage,
  };
}
