import type { HoldReason, RefusalReason } from '../facts.js';
import type { WhyUnfit } from './outgoing-file.js';

/** What is known of a reply somebody wrote in a thread. */
export interface ReplyCase {
  /** What the words themselves say (kit/text/reply-prefix). */
  intent: 'reply' | 'note' | 'keyword' | 'empty';
  /** A file that hangs on it cannot leave. */
  unfit?: WhyUnfit | undefined;
  author: { id: number; active: boolean } | undefined;
  conversation: { assigneeId: number | null; isOpen: boolean };
  guard: 'owner' | 'any';
}

export type Verdict =
  | { state: 'queued'; becomesOwner: boolean }
  | { state: 'note' | 'keyword' }
  | { state: 'held'; reason: HoldReason }
  | { state: 'refused'; reason: RefusalReason };

/**
 * Does a reply in a thread go to the customer? (contract.md, Slack surface.) Anything that is not clearly meant for the
 * customer, by somebody who may answer, stays inside: a slip cannot be taken back.
 */
export function judgeReply(given: ReplyCase): Verdict {
  if (given.intent === 'note' || given.intent === 'keyword') return { state: given.intent };
  if (!given.author) return { state: 'refused', reason: 'stranger' };
  if (!given.author.active) return { state: 'refused', reason: 'inactive' };
  if (given.unfit) return { state: 'refused', reason: given.unfit };
  if (given.intent === 'empty') return { state: 'refused', reason: 'empty' };
  if (!given.conversation.isOpen) return { state: 'held', reason: 'closed' };
  const { assigneeId } = given.conversation;
  const isOwner = assigneeId === null || assigneeId === given.author.id;
  if (!isOwner && given.guard === 'owner') return { state: 'held', reason: 'not_owner' };
  return { state: 'queued', becomesOwner: assigneeId === null };
}
