import type { FunnelStatus } from '../facts.js';

/** product.md, Domain facts, "Allowed moves". What has ended comes back only by reopening (reopen.ts), which is no move. */
const ALLOWED: Record<FunnelStatus, readonly FunnelStatus[]> = {
  new: ['triage', 'waiting', 'closed'],
  triage: ['proposal', 'waiting', 'lost', 'closed'],
  proposal: ['waiting', 'active', 'lost', 'closed'],
  // Only people leave `waiting`: a customer who writes has answered something, not necessarily what was waited for. The
  // message shows in the thread and starts waiting_since; where the conversation stands is for its reader to say.
  waiting: ['proposal', 'active', 'lost', 'closed'],
  active: ['closed'],
  lost: ['closed'],
  closed: [],
};

/** Where a conversation may go from here, in the order it is offered. */
export function allowedMoves(from: FunnelStatus): readonly FunnelStatus[] {
  return ALLOWED[from];
}

/** May it go there? Staying where it is is no move. */
export function mayMove(from: FunnelStatus, to: FunnelStatus): boolean {
  return ALLOWED[from].includes(to);
}

/** The statuses in which a conversation is over: closed_at is set and its contact may have another one open. */
export function isEnd(status: FunnelStatus): status is 'lost' | 'closed' {
  return status === 'lost' || status === 'closed';
}
