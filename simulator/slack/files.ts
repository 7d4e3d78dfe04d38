import { extname } from 'node:path';
import type { SimContext } from './context.js';
import type { FileDraft, SimFile } from './model.js';
import { slackId } from './timestamps.js';

const TYPES: Record<string, string> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', pdf: 'application/pdf', txt: 'text/plain',
  ogg: 'audio/ogg', mp3: 'audio/mpeg', m4a: 'audio/mp4', mp4: 'video/mp4', csv: 'text/csv',
};

/** Stores a file and gives it the addresses under which the app may fetch it with its token. */
export function addFile(sim: SimContext, draft: FileDraft, user: string, id = slackId('F', 10)): SimFile {
  const filetype = extname(draft.name).slice(1).toLowerCase() || 'text';
  const content = Buffer.from(draft.content ?? '', draft.encoding ?? 'utf8');
  const address = `${sim.settings.baseUrl}/files-pri/${id}/${encodeURIComponent(draft.name)}`;
  const file: SimFile = {
    id, name: draft.name, title: draft.name, mimetype: draft.mimetype ?? TYPES[filetype] ?? 'application/octet-stream', filetype, size: content.length,
    url_private: address, url_private_download: address, permalink: address, user, created: Math.floor(Date.now() / 1000), mode: 'hosted',
  };
  sim.store.files.set(id, { file, content });
  return file;
}
