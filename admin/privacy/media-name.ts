import { safeFileName } from '../../src/domain/media/file-name.js';
import { extensionOfMime } from '../../src/domain/media/mime-extension.js';

/** Where a file stands in the zip: by its number, so that two of one name are two, under a name that is only a name. */
export function mediaName(file: { id: number; name: string; mime: string }): string {
  return `midia/${file.id}-${safeFileName(file.name, `arquivo.${extensionOfMime(file.mime) ?? 'bin'}`)}`;
}
