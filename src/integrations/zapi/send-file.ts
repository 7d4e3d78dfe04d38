import { select, write } from '../../db/rows.js';
import { LARGEST_IN_CALL, endingOf } from '../../domain/inbox/outgoing-file.js';
import { findAttachment, type Attachment } from '../../domain/media/attachments.js';
import { keepFile } from '../../domain/media/keep-file.js';
import type { MediaStore } from '../../domain/media/media-store.js';
import type { SendContext } from '../../domain/outbox/drain.js';
import { Broken, TryLater } from '../../kit/errors.js';
import type { FileToSend } from './client.js';

/** Where files of replies come from and are kept. */
export interface OutgoingFiles {
  media: MediaStore;
  /** The bytes of a file somebody posted in Slack. @throws Broken when it is gone, TryLater */
  open(slackFileId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Where the gateway fetches a large one for a while; undefined without an address it can reach. */
  linkTo?: ((attachmentId: number, now: Date) => string) | undefined;
}

/**
 * Takes every file of a reply into the store before anything of the reply is sent, so that nothing is half sent because of
 * a file that cannot be had. Repeating it costs nothing.
 */
export async function collectFiles(replyId: number, context: SendContext, files: OutgoingFiles): Promise<void> {
  const waiting = await select<{ id: number }>(context.sql, "SELECT a.id FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.reply_id = ? AND m.status <> 'deleted' AND a.state NOT IN ('stored', 'forgotten') ORDER BY a.id", [replyId]);
  for (const { id } of waiting) {
    const attachment = await findAttachment(context.sql, id);
    if (attachment) await collect(attachment, context, files).catch(nothingSent);
  }
}

/** Whatever became of the look at a file, of the reply nothing has left: it need not be looked for. */
function nothingSent(error: unknown): never {
  if (!(error instanceof TryLater)) throw error;
  throw new TryLater(error.message, { counts: error.counts, outcome: 'not_done', ...(error.afterMs === undefined ? {} : { afterMs: error.afterMs }) });
}

async function collect(attachment: Attachment, context: SendContext, { media, open }: OutgoingFiles): Promise<void> {
  await keepFile(context.sql, media, attachment, async (claim) => media.take(await open(attachment.slack_file_id ?? '', context.signal), claim, context.signal));
  // One that was forgotten meanwhile is deleted behind this send (integrations/media/forget.ts).
  await write(context.sql, "UPDATE attachments SET state = 'stored', error = NULL, stored_at = ? WHERE id = ? AND state <> 'forgotten'", [context.now, attachment.id]);
}

/** The file of a message as the gateway is given it. */
export async function readFile(messageId: number, caption: string, context: SendContext, files: OutgoingFiles): Promise<FileToSend> {
  const [row] = await select<{ id: number }>(context.sql, 'SELECT id FROM attachments WHERE message_id = ?', [messageId]);
  const attachment = (await findAttachment(context.sql, row?.id ?? 0)) as Attachment;
  const { mime, file_name: fileName, kind } = attachment;
  if (attachment.state !== 'stored') throw new Broken('file_forgotten: its conversation’s files were deleted');
  const source = Number(attachment.bytes) > LARGEST_IN_CALL ? linkTo(attachment, context, files) : await inCall(attachment, files);
  return { kind: kind as FileToSend['kind'], source, caption, fileName, ending: endingOf({ name: fileName, mime }) };
}

/** The bytes themselves, in base64. */
async function inCall({ mime, storage_key: key }: Attachment, { media }: OutgoingFiles): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await media.read(key ?? '')) chunks.push(chunk as Uint8Array);
  return `data:${mime};base64,${Buffer.concat(chunks).toString('base64')}`;
}

/** @throws Broken when the installation has lost its address since the reply was taken */
function linkTo(attachment: Attachment, context: SendContext, files: OutgoingFiles): string {
  if (!files.linkTo) throw new Broken('file_no_link: PUBLIC_URL or SESSION_SECRET is not set');
  return files.linkTo(attachment.id, context.now);
}
