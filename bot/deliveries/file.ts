import type { Thread } from '../../src/domain/conversation/threads.js';
import { attachmentIdOf, findAttachment, type Attachment } from '../../src/domain/media/attachments.js';
import { isPicture } from '../../src/domain/media/kinds.js';
import { claimSlackFile, recordUnshown } from '../../src/domain/media/record-file.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken, TryLater } from '../../src/kit/errors.js';
import { findOwnFile } from '../find-own-file.js';
import type { BotParts } from '../parts.js';
import { ScopeMissing, SlackLimited, slackCall } from '../slack-call.js';
import { uploadBytes } from '../upload-bytes.js';
import { fileNameOf, fileTitle } from '../views/file-title.js';
import { inThread, paced } from './home.js';

/**
 * Shows a kept file in its conversation's thread, once. Slack's upload has three steps and only the last one shows
 * anything; the file's id is noted before it, so that whoever comes after a lost answer looks for that file in the thread.
 * What Slack does not take stays kept, and the thread says so: the messages behind it must not wait for it.
 */
export function showFile(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const attachment = await findAttachment(context.sql, attachmentIdOf(delivery.payload));
    if (!attachment || attachment.state !== 'stored' || attachment.error !== null) return { done: 'obsolete' };
    try {
      return { done: 'sent', result: await shown(attachment, home, context, parts) };
    } catch (error) {
      if (!(error instanceof Broken || error instanceof ScopeMissing)) throw error;
      const reason = /^\w+: /.test(error.message) ? error.message : `slack_refuses: ${error.message}`;
      return { done: 'held', record: (ctx) => recordUnshown(ctx, attachment.id, reason) };
    }
  });
}

/** The id of the file that stands in the thread. */
async function shown(attachment: Attachment, home: Thread, context: SendContext, parts: BotParts): Promise<string> {
  const place = { channel: home.channel_id, threadTs: home.thread_ts };
  const before = attachment.slack_file_id;
  if (before !== null && context.recovering && (await findOwnFile(parts.client, place, before, context.startedAt))) return before;
  const fileId = before ?? (await upload(attachment, place.channel, context, parts));
  const wait = await parts.pace.waitMs(place.channel);
  if (wait > 0) throw new SlackLimited(place.channel, wait);
  if (context.signal.aborted) throw new TryLater('the lane was lost before the file was shown');
  await context.begin();
  try {
    await paced(parts, place.channel, () =>
      parts.client.files.completeUploadExternal({ files: [{ id: fileId, title: fileTitle(attachment, parts, context.now) }], channel_id: place.channel, thread_ts: place.threadTs }),
    );
  } catch (error) {
    if (before === null || !(error instanceof Broken)) throw error;
    // An upload that was never completed is forgotten by Slack after a while: it is made anew.
    await claimSlackFile(context.sql, attachment.id, null, before);
    throw new TryLater('Slack does not know the upload any more', { afterMs: 0 });
  }
  return fileId;
}

/** Brings the bytes to Slack, where nobody sees them yet. Returns Slack's file id, noted as ours. */
async function upload(attachment: Attachment, channel: string, context: SendContext, parts: BotParts): Promise<string> {
  const bytes = Number(attachment.bytes);
  const name = fileNameOf(attachment);
  // As Slack documents it; the client's type says alt_text, which Slack ignores.
  const alt = isPicture(attachment.kind) ? { alt_txt: fileTitle(attachment, parts, context.now) } : {};
  const answer = await slackCall(channel, () => parts.client.files.getUploadURLExternal({ filename: name, length: bytes, ...alt }));
  if (!answer.upload_url || !answer.file_id) throw new TryLater('Slack gave no address for the upload');
  await uploadBytes(answer.upload_url, await parts.media.read(attachment.storage_key as string), bytes, context.signal);
  if (!(await claimSlackFile(context.sql, attachment.id, answer.file_id, null))) throw new TryLater('another worker shows this file', { outcome: 'unknown' });
  return answer.file_id;
}
