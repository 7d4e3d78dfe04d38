import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Agent } from '../people/agents.js';
import { assign } from './assign.js';
import { fitFiles, type PostedFile } from './outgoing-file.js';
import { judgeReply } from './judge-reply.js';
import { queueReply } from './queue-reply.js';

/**
 * A reply as somebody wrote it in the conversation's thread, or in the form behind "Responder": that one is shown in the
 * thread by us, and until then its `ts` is `form:` and the form's own id.
 */
export interface ThreadReply {
  channelId: string;
  threadTs: string;
  ts: string;
  slackUserId: string;
  intent: 'reply' | 'note' | 'keyword' | 'empty';
  /** What hangs on it. */
  files?: PostedFile[];
  /** Can a file that is too large for a call leave by link? */
  takesLargeFiles?: boolean;
  /** What would go to the customer, in WhatsApp's formatting. */
  body: string;
  author: Agent | undefined;
  /** A `!word` that its door answers itself (bot/acts/word.ts). */
  answered?: boolean;
  /** Its author, who may, chose to send it to the customer: whose conversation it is was looked at before. */
  decided?: boolean;
  /** The provider's id of the message it answers. */
  quotedExternalId?: string | null;
}

/** Was the reply written in the form, and is it not shown in the thread yet? */
export function isComposed(ts: string): boolean {
  return ts.startsWith('form:');
}

/**
 * Decides what becomes of a reply in the thread, once: the unique key slack_replies_place makes the same reply found
 * again (redelivered event, sweep) a `known_reply`. The first agent to answer an unowned conversation becomes its owner.
 */
export async function takeReply(ctx: Ctx, reply: ThreadReply): Promise<string> {
  const { conversation, settings } = ctx;
  const known = await selectOne(ctx.tx, 'SELECT id FROM slack_replies WHERE channel_id = ? AND ts = ?', [reply.channelId, reply.ts]);
  if (known) return 'known_reply';
  const author = reply.author && { id: reply.author.id, active: reply.author.active === 1 };
  const { fit: files, unfit } = fitFiles(reply.files ?? [], reply.takesLargeFiles ?? false);
  const verdict = judgeReply({
    intent: reply.intent,
    unfit: unfit[0]?.why,
    author,
    conversation: { assigneeId: conversation.assignee_id, isOpen: conversation.open_contact_id !== null },
    guard: reply.decided ? 'any' : settings.reply_guard,
  });
  const reason = 'reason' in verdict ? verdict.reason : null;
  const { insertId: replyId } = await write(
    ctx.tx,
    'INSERT INTO slack_replies (conversation_id, channel_id, thread_ts, ts, slack_user_id, agent_id, body, state, reason, quoted_external_id, files, unfit_files, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [conversation.id, reply.channelId, reply.threadTs, reply.ts, reply.slackUserId, author?.id ?? null, reply.body, verdict.state, reason, reply.quotedExternalId ?? null, files.length === 0 ? null : JSON.stringify(files), unfit.length === 0 ? null : JSON.stringify(unfit), ctx.now],
  );
  const about = { conversationId: conversation.id, replyId };
  if (isComposed(reply.ts)) ctx.record({ kind: 'reply_composed', ...about });
  if (verdict.state === 'queued' && author) {
    if (verdict.becomesOwner) await assign(ctx, author.id);
    await queueReply(ctx, { id: replyId, agentId: author.id, body: reply.body }, settings.reply_undo_seconds);
  } else if (verdict.state === 'held') {
    ctx.record({ kind: 'reply_held', ...about, reason: verdict.reason, slackUserId: reply.slackUserId });
  } else if (verdict.state === 'refused') {
    ctx.record({ kind: 'reply_refused', ...about, reason: verdict.reason, slackUserId: reply.slackUserId });
  } else if (verdict.state === 'note' || verdict.state === 'keyword') {
    ctx.record({ kind: 'reply_kept', ...about, state: verdict.state, ...(reply.answered ? {} : { slackUserId: reply.slackUserId }) });
  }
  return `reply_${verdict.state}`;
}
