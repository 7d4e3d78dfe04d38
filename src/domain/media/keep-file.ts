import { write, type Sql } from '../../db/rows.js';
import { findAttachment, type Attachment } from './attachments.js';
import type { FileClaim, MediaStore, TakenFile } from './media-store.js';

/** Keeps a file in the store, wherever `get` has it from. Dying in the middle keeps nothing twice: the key is noted before. */
export async function keepFile(sql: Sql, store: Pick<MediaStore, 'newKey' | 'put'>, attachment: Attachment, get: (claim: FileClaim) => Promise<TakenFile>): Promise<void> {
  const claim = { conversationId: attachment.conversation_id, kind: attachment.kind, mime: attachment.mime, fileName: attachment.file_name };
  const file = await get(claim);
  try {
    await store.put(await reserveKey(sql, attachment.id, store.newKey(claim, file), file), file);
  } finally {
    await file.discard();
  }
}

/**
 * Notes under which key a file will be kept, before it is: whoever comes after a crash finds it there, and nothing is
 * kept twice. Two who fetch at once agree on the first one's key.
 * @returns the key that holds
 */
async function reserveKey(sql: Sql, attachmentId: number, key: string, file: TakenFile): Promise<string> {
  await write(sql, "UPDATE attachments SET storage_key = COALESCE(storage_key, ?), sha256 = ?, bytes = ?, mime = ? WHERE id = ? AND state NOT IN ('stored', 'forgotten')", [key, file.sha256, file.bytes, file.mime.slice(0, 120), attachmentId]);
  return (await findAttachment(sql, attachmentId))?.storage_key ?? key;
}
