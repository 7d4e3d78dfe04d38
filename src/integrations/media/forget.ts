import { selectOne, write } from '../../db/rows.js';
import { attachmentIdOf, findAttachment } from '../../domain/media/attachments.js';
import type { MediaStore } from '../../domain/media/media-store.js';
import { lane } from '../../domain/outbox/lanes.js';
import type { Sender } from '../../domain/outbox/sender.js';
import { TryLater } from '../../kit/errors.js';

/** While a send of its conversation may be in the middle of keeping the file, ms. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Deletes what is kept of a forgotten file; its key goes last, so that whoever comes after a crash deletes it again, which
 * is harmless. In the lane of the conversation's downloads: none of them is under way meanwhile. A send, which keeps its
 * file from another lane, is waited for.
 */
export function forgetFile(store: Pick<MediaStore, 'remove'>): Sender {
  return async (delivery, { sql }) => {
    const attachment = await findAttachment(sql, attachmentIdOf(delivery.payload));
    if (attachment?.state !== 'forgotten') return { done: 'obsolete' };
    const sending = await selectOne(sql, "SELECT id FROM deliveries WHERE lane = ? AND status = 'sending' LIMIT 1", [lane.whatsapp(attachment.conversation_id)]);
    if (sending) throw new TryLater('a message of its conversation is being sent', { afterMs: LOOK_AGAIN_MS, counts: false });
    if (attachment.storage_key === null) return { done: 'sent' };
    await store.remove(attachment.storage_key);
    await write(sql, "UPDATE attachments SET storage_key = NULL WHERE id = ? AND state = 'forgotten'", [attachment.id]);
    return { done: 'sent' };
  };
}
