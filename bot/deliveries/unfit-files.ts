import { findReply } from '../../src/domain/inbox/replies.js';
import { untoldUnfitReplies } from '../../src/domain/inbox/unfit-files.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { unfitFilesText } from '../views/unfit-files.js';
import { section } from '../views/parts.js';
import { say } from './whisper.js';

/**
 * Tells a person which files kept their replies inside: one word for all that came in a row, each file by its name. The
 * result is the last reply it told of, so that what comes behind is told by the next one.
 */
export async function tellUnfitFiles(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const first = delivery.reply_id === null ? undefined : await findReply(context.sql, delivery.reply_id);
  if (!first) return { done: 'obsolete' };
  const replies = await untoldUnfitReplies(context.sql, first.conversation_id, first.slack_user_id, first.id);
  const last = replies.at(-1);
  if (!last) return { done: 'obsolete' };
  const text = unfitFilesText(replies.flatMap((reply) => reply.files), parts.t);
  const outcome = await say(parts, { channel: last.channel_id, threadTs: last.thread_ts }, first.slack_user_id, text, [section(text)]);
  return outcome.done === 'sent' ? { ...outcome, result: String(last.id) } : outcome;
}
