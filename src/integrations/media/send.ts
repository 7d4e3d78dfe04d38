import { attachmentIdOf, findAttachment, type Attachment } from '../../domain/media/attachments.js';
import { keepFile } from '../../domain/media/keep-file.js';
import type { MediaStore } from '../../domain/media/media-store.js';
import { mediaBroken } from '../../domain/media/reasons.js';
import { recordFailed, recordStored } from '../../domain/media/record-file.js';
import type { Outcome, SendContext, Sender } from '../../domain/outbox/sender.js';
import { Broken } from '../../kit/errors.js';
import { forgetFile } from './forget.js';

/** Every kind of delivery about our storage. */
export function createMediaSender(store: MediaStore): Sender {
  const kinds: Record<string, Sender> = { 'media.fetch': fetchFile(store), 'media.forget': forgetFile(store) };
  return (delivery, context) => {
    const send = kinds[delivery.kind];
    if (!send) throw new Broken(`no sender for ${delivery.kind}`);
    return send(delivery, context);
  };
}

/**
 * Fetches a file that came with a message into the store, once: an attempt that died after keeping it left its key behind,
 * and the next one only records it. What can never be had is told in the thread, where a person may try again.
 */
function fetchFile(store: MediaStore): Sender {
  return async (delivery, context) => {
    const attachment = await findAttachment(context.sql, attachmentIdOf(delivery.payload));
    if (!attachment || attachment.state === 'stored' || attachment.state === 'forgotten') return { done: 'obsolete' };
    try {
      if (!(await isKept(attachment, store))) await fetchIt(attachment, store, context);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return failed(attachment.id, error);
    }
    return { done: 'sent', record: (ctx) => recordStored(ctx, attachment.id) };
  };
}

/** A person decides what becomes of it, so it is no dead letter. */
function failed(attachmentId: number, error: Broken): Outcome {
  return { done: 'held', record: (ctx) => recordFailed(ctx, attachmentId, error.message) };
}

async function isKept(attachment: Attachment, store: MediaStore): Promise<boolean> {
  if (attachment.storage_key === null || attachment.sha256 === null) return false;
  return (await store.sizeOf(attachment.storage_key)) === Number(attachment.bytes);
}

async function fetchIt(attachment: Attachment, store: MediaStore, context: SendContext): Promise<void> {
  if (attachment.source_url === null) throw mediaBroken('expired');
  const { source_url: url } = attachment;
  await keepFile(context.sql, store, attachment, (claim) => store.download(url, claim, context.signal));
}
