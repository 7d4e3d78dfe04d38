import type { MessageStatus } from '../facts.js';

const RANK: Record<MessageStatus, number> = { queued: 0, sent: 1, delivered: 2, read: 3, played: 4, failed: -1, deleted: 9 };

/**
 * May a message go from one status to another? Statuses come late, twice and in any order; a message only goes forward.
 * `failed` can follow queued and sent only (what was delivered did not fail) and is left by a new attempt alone.
 */
export function mayMove(from: MessageStatus, to: MessageStatus): boolean {
  if (from === to || from === 'deleted') return false;
  if (to === 'failed') return from === 'queued' || from === 'sent';
  if (from === 'failed') return RANK[to] >= RANK.delivered;
  return RANK[to] > RANK[from];
}

/** The status to show for a reply that left in several messages: the one that is furthest behind; a failure wins. */
export function furthestBehind(statuses: MessageStatus[]): MessageStatus | undefined {
  if (statuses.includes('failed')) return 'failed';
  return [...statuses].sort((a, b) => RANK[a] - RANK[b])[0];
}
