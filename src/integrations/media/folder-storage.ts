import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mediaAway, mediaBroken } from '../../domain/media/reasons.js';
import { checkedKey, type Storage } from './storage.js';

/** Keeps files below a folder, one folder a conversation; readable by us only, never executable. A file appears whole or not at all. */
export function folderStorage(folder: string): Storage {
  const pathOf = (key: string) => join(folder, checkedKey(key));
  return {
    put: (key, file) =>
      orAway(async () => {
        const path = pathOf(key);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // Another disk cannot be renamed to: copied beside, then renamed.
        await rename(file.path, path).catch(async (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EXDEV') throw error;
          await copyFile(file.path, `${path}.part`);
          await rename(`${path}.part`, path);
        });
        await chmod(path, 0o600);
      }),
    sizeOf: (key) => orAway(async () => (await stat(pathOf(key))).size, undefined),
    async read(key) {
      const file = await orAway(() => open(pathOf(key), 'r'), undefined);
      if (!file) throw mediaBroken('expired', 'not kept');
      return file.createReadStream();
    },
    remove: (key) => orAway(() => rm(pathOf(key), { force: true })),
  };
}

/** @param missing what to answer when there is no such file; not given = that is a failure too */
async function orAway<T>(deed: () => Promise<T>, ...missing: [T?]): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && missing.length > 0) return missing[0] as T;
    if (code === undefined) throw error;
    throw mediaAway('storage_away', code);
  }
}
