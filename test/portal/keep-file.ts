import { Readable } from 'node:stream';
import { write } from '../../src/db/rows.js';
import type { AttachmentKind } from '../../src/domain/media/kinds.js';
import type { PortalHouse } from './portal-house.js';

/** A file kept with the first message, as the product keeps it, but under any type. */
export async function keepFile(portal: PortalHouse, id: number, bytes: Buffer, mime: string, fileName: string, kind: AttachmentKind = 'document', state = 'stored'): Promise<void> {
  const { media, source } = portal.house;
  const claim = { conversationId: 1, kind, mime, fileName };
  const file = await media.take(Readable.from([bytes]), claim);
  const key = media.newKey(claim, file);
  await media.put(key, file);
  await write(source.manager, 'INSERT INTO attachments (id, message_id, conversation_id, kind, mime, file_name, bytes, state, storage_key, sha256, created_at) VALUES (?)', [[id, 1, 1, kind, mime, fileName, bytes.length, state, key, file.sha256, portal.clock.now()]]);
}
