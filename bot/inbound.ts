import { findThread, isThreadBeingOpened, leaveThread, type Thread } from '../src/domain/conversation/threads.js';
import type { Actor, Ctx } from '../src/domain/ctx.js';
import { takeAgentReaction } from '../src/domain/inbox/agent-reaction.js';
import { amendReply } from '../src/domain/inbox/amend-reply.js';
import { messageAt } from '../src/domain/inbox/message-at.js';
import { findReplyAt, isBeingShown } from '../src/domain/inbox/replies.js';
import { takeReply } from '../src/domain/inbox/send-reply.js';
import { actorOf, findAgentBySlackId } from '../src/domain/people/agents.js';
import { isErased } from '../src/domain/people/erased.js';
import { select, type Sql } from '../src/db/rows.js';
import { TryLater } from '../src/kit/errors.js';
import type { Translate } from '../src/kit/i18n.js';
import { cleanText } from '../src/kit/text/clean.js';
import { slackEmoji } from '../src/kit/text/emoji.js';
import { readReplyIntent, type ReplyIntent } from '../src/kit/text/reply-prefix.js';
import { isBlankText, slackToWhatsapp, userIdsIn } from '../src/kit/text/slack-to-whatsapp.js';
import { actOfWord } from './acts/offered.js';
import { obeyWord } from './acts/word.js';
import type { BotParts } from './parts.js';
import { instantOfTs, type ReactionEvent, type SlackEvent, type SlackMessage, type ThreadEvent } from './slack-arrival.js';

export type { BotParts };

/** Who wrote, as an actor; the system for people who are not (active) in the team. */
export async function actorOfEvent(sql: Sql, event: SlackEvent): Promise<Actor> {
  const user = event.is === 'deletion' ? undefined : event.is === 'reaction' ? event.user : event.message.user;
  const agent = user === undefined ? undefined : await findAgentBySlackId(sql, user);
  return agent?.active === 1 ? actorOf(agent) : { kind: 'system' };
}

/** A stored Slack event becomes a reply, a note, an edit, a deletion or a reaction. Returns what became of it. */
export async function handleThreadEvent(ctx: Ctx, event: SlackEvent, parts: BotParts): Promise<string> {
  if (event.is === 'reaction') return handleReaction(ctx, event);
  if (event.is === 'deletion') return handleDeletion(ctx, event);
  const thread = await threadOf(ctx.tx, event);
  if (!thread) return 'other_thread';
  ctx.enter(await ctx.lock(thread.conversation_id));
  if (event.is === 'edit' && (await isErased(ctx.tx, ctx.conversation.contact_id))) return 'erased';
  const spoken = await readSpoken(ctx, event.message, parts.t);
  const ts = event.message.ts as string;
  if (event.is === 'edit') {
    if (await isOlderEdit(ctx.tx, event)) return 'older_edit';
    const outcome = await amendReply(ctx, { channelId: event.channel, threadTs: event.threadTs, ts }, { intent: spoken.intent, body: spoken.body });
    // The event of the reply itself is late or lost: taken as it reads now, and once.
    if (outcome !== 'unknown_reply') return outcome;
  }
  const author = await findAgentBySlackId(ctx.tx, event.message.user as string);
  const outcome = await takeReply(ctx, {
    channelId: event.channel,
    threadTs: event.threadTs,
    ts,
    slackUserId: event.message.user as string,
    intent: spoken.intent,
    files: (event.message.files ?? []).map((file) => ({ slackFileId: file.id, name: file.name ?? '', mime: file.mimetype ?? '', bytes: file.size ?? 0 })),
    takesLargeFiles: parts.takesLargeFiles,
    body: spoken.body,
    author,
    answered: spoken.word !== undefined,
  });
  if (outcome !== 'reply_keyword' || spoken.word === undefined) return outcome;
  const reply = await findReplyAt(ctx.tx, event.channel, ts);
  await obeyWord(ctx, parts, { ...spoken.word, replyId: reply?.id ?? 0, slackUserId: event.message.user as string });
  return outcome;
}

/**
 * Somebody deleted a message. Slack names only the message, not who did it, and lets nobody do it but the author and the
 * admins of the workspace (of a post of ours: the admins alone), so the house asks nobody: whoever may delete a reply
 * here takes it back from the customer, whether it was typed or written in the form. Its record says "system".
 */
async function handleDeletion(ctx: Ctx, event: Extract<ThreadEvent, { is: 'deletion' }>): Promise<string> {
  const { channel: channelId, threadTs, ts } = event;
  const reply = await findReplyAt(ctx.tx, channelId, ts);
  const conversationId = reply?.conversation_id ?? (await threadOf(ctx.tx, event))?.conversation_id;
  if (conversationId === undefined) return 'other_thread';
  ctx.enter(await ctx.lock(conversationId));
  // Somebody clears away what Slack still shows of an erased contact: nothing moves, nothing is taken back from the customer.
  if (await isErased(ctx.tx, ctx.conversation.contact_id)) return 'erased';
  if (reply) return amendReply(ctx, { channelId, threadTs: reply.thread_ts, ts }, null);
  if (ts === threadTs) return (await leaveThread(ctx, { channelId, threadTs: ts }, 'parent_deleted')) ? 'thread_moved' : 'thread_left_before';
  if (!event.own) return amendReply(ctx, { channelId, threadTs, ts }, null);
  if (await isBeingShown(ctx.tx, conversationId)) throw new TryLater('a reply from the form is being shown: this may be it', { afterMs: 500, counts: false });
  return 'own_post';
}

/** Reactions count on what the customer wrote; everywhere else they are among colleagues. */
async function handleReaction(ctx: Ctx, event: ReactionEvent): Promise<string> {
  const message = await messageAt(ctx.tx, event.channel, event.ts);
  if (message?.author_kind !== 'contact') return 'reaction_inside';
  ctx.enter(await ctx.lock(message.conversation_id));
  if (await isErased(ctx.tx, ctx.conversation.contact_id)) return 'erased';
  const author = await findAgentBySlackId(ctx.tx, event.user);
  return takeAgentReaction(ctx, { messageId: message.id, slackUserId: event.user, author, name: event.name, emoji: slackEmoji(event.name), on: event.on, at: event.at });
}

/** Slack promises no order: a later edit of the same message may have been taken already, and it stands. */
async function isOlderEdit(sql: Sql, { channel, message, at }: Extract<ThreadEvent, { is: 'edit' }>): Promise<boolean> {
  if (at === undefined) return false;
  const rows = await select(sql, "SELECT id FROM webhook_events WHERE provider = 'slack' AND external_id LIKE ? AND status = 'done' AND occurred_at > ? LIMIT 1", [`e:${channel}:${message.ts}:%`, instantOfTs(at)]);
  return rows.length > 0;
}

/** @throws TryLater while the thread may be one of ours that is not recorded yet: its words must not be lost */
async function threadOf(sql: Sql, event: ThreadEvent): Promise<Thread | undefined> {
  const known = await findThread(sql, event.channel, event.threadTs);
  if (known) return known;
  if (await isThreadBeingOpened(sql)) throw new TryLater('a thread is being opened: this may be it', { afterMs: 500, counts: false });
  return findThread(sql, event.channel, event.threadTs);
}

/** What the words mean and how the customer would read them. */
async function readSpoken(ctx: Ctx, message: SlackMessage, t: Translate): Promise<{ intent: ReplyIntent['kind']; body: string; word?: { word: string; words: string } }> {
  const source = { text: message.text ?? '', ...(message.blocks ? { blocks: message.blocks } : {}) };
  const mode = ctx.settings.reply_mode;
  const intent = readReplyIntent(source, mode);
  const names = await namesOf(ctx.tx, userIdsIn(source), t);
  const body = cleanText(mode === 'explicit' && intent.kind === 'reply' ? slackToWhatsapp({ text: intent.body }, names) : slackToWhatsapp(source, names));
  if (intent.kind === 'keyword' && actOfWord(intent.keyword ?? '') !== undefined) return { intent: 'keyword', body, word: { word: intent.keyword ?? '', words: intent.args ?? '' } };
  const kind = intent.kind === 'reply' && isBlankText(body) ? 'empty' : intent.kind;
  if (kind !== 'empty' || (message.files ?? []).length === 0) return { intent: kind, body };
  // Files without words are a reply, except where only what is marked by >> is one.
  return { intent: mode === 'explicit' && isBlankText(source.text) ? 'note' : 'reply', body: '' };
}

/** Colleagues by name; who is not in the team is "a colleague": the customer never reads an id. */
async function namesOf(sql: Sql, ids: string[], t: Translate): Promise<{ user: (id: string) => string }> {
  const rows = ids.length === 0 ? [] : await select<{ slack_user_id: string; name: string }>(sql, 'SELECT slack_user_id, name FROM agents WHERE slack_user_id IN (?)', [ids]);
  const known = new Map(rows.map((row) => [row.slack_user_id, row.name]));
  return { user: (id) => known.get(id) ?? t('slack:colleague') };
}
