/** The codes the product speaks in (product.md, Domain facts). Types only. */
export type FunnelStatus = 'new' | 'triage' | 'proposal' | 'waiting' | 'active' | 'lost' | 'closed';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type Level = 'n1' | 'n2' | 'n3';
export type Role = 'agent' | 'supervisor' | 'admin';
export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'deleted';
export type AuthorKind = 'contact' | 'agent' | 'phone' | 'system';

/** What became of a reply somebody wrote in a thread. */
export type ReplyState =
  /** Accepted: its messages carry the rest of the story. */
  | 'queued'
  /** Kept inside Slack because it is a note. */
  | 'note'
  /** A thread keyword (`!…`): never leaves. */
  | 'keyword'
  /** Waiting for somebody to say whether it goes to the customer. */
  | 'held'
  /** Not sent because its author may not answer customers, or it holds nothing that can be sent. */
  | 'refused'
  /** Taken back before it left. */
  | 'discarded';

export type HoldReason = 'not_owner' | 'closed' | 'stale';
export type RefusalReason = 'stranger' | 'inactive' | 'empty' | 'file_kind' | 'file_size' | 'file_no_link';

/** Why an edit of a reply that has left cannot follow it. */
export type TooLate =
  /** It is a note, a command or empty now: nothing that may leave. */
  | 'note'
  /** It would be more or fewer messages than before. */
  | 'parts'
  /** Words beside files that would have to become a message of their own, another number of them, or none. */
  | 'caption'
  /** Its author may not answer customers any more. */
  | 'inactive';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** What a service level is measured of. */
export type ClockKind = 'first_response' | 'next_response' | 'resolution';

/** Who writes for a patient. */
export type Relation = 'patient' | 'family' | 'caregiver' | 'other';

/** Personal data that is masked until somebody asks to see it. */
export type PersonalData = 'phone' | 'triage';

/** What a system reads of people through the API. */
export type ClientData = 'conversations' | 'messages' | 'contacts';

/** What took an inbound message for itself (reactions.ts, claims). */
export type ClaimedBy = 'survey' | 'courtesy';
