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
export type RefusalReason = 'stranger' | 'inactive' | 'empty' | 'file_kind' | 'file_size';

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

interface OfConversation {
  conversationId: number;
}

/**
 * Everything that can happen. A command records facts; history (history.ts), reactions (reactions.ts) and deliveries
 * (routes.ts) follow from them, so none can be forgotten.
 */
export type Fact =
  | (OfConversation & { kind: 'conversation_opened'; contactId: number })
  | (OfConversation & { kind: 'conversation_reopened'; from: FunnelStatus; to: FunnelStatus; why: 'contact wrote again' | 'a held reply was sent' })
  | (OfConversation & { kind: 'message_received'; messageId: number; occurredAt: Date })
  /** `answers`: a person's words, which count as a human response (inbox/is-answer.ts). */
  | (OfConversation & { kind: 'phone_message_sent'; messageId: number; occurredAt: Date; answers: boolean })
  | (OfConversation & { kind: 'posts_changed'; newPosts: number[]; changedPosts: number[] })
  | (OfConversation & { kind: 'assigned'; from: number | null; to: number | null })
  | (OfConversation & { kind: 'reply_queued'; replyId: number; messageIds: number[]; sendAt: Date })
  | (OfConversation & { kind: 'reply_composed'; replyId: number })
  | (OfConversation & { kind: 'reply_shown'; replyId: number })
  | (OfConversation & { kind: 'reply_kept'; replyId: number; state: 'note' | 'keyword'; slackUserId?: string })
  | (OfConversation & { kind: 'reply_held'; replyId: number; reason: HoldReason; slackUserId: string; waitedMinutes?: number })
  | (OfConversation & { kind: 'reply_refused'; replyId: number; reason: RefusalReason; slackUserId: string })
  | (OfConversation & { kind: 'reply_discarded'; replyId: number })
  | (OfConversation & { kind: 'reply_amended'; replyId: number })
  | (OfConversation & { kind: 'reply_amended_too_late'; replyId: number; slackUserId: string; change: TooLate })
  | (OfConversation & { kind: 'reply_edited'; replyId: number; messageIds: number[] })
  | (OfConversation & { kind: 'reply_removed'; replyId: number; messageIds: number[] })
  | (OfConversation & { kind: 'amendment_failed'; replyId: number; messageId: number; slackUserId: string; change: 'edited' | 'deleted'; reason: string })
  | (OfConversation & { kind: 'message_status_moved'; messageId: number; replyId: number | null; from: MessageStatus; to: MessageStatus; retried: boolean })
  | (OfConversation & { kind: 'message_retried'; messageId: number; replyId: number | null })
  | (OfConversation & { kind: 'message_amended'; messageId: number; postId: number | null; change: 'edited' | 'deleted' | 'filled' })
  | (OfConversation & { kind: 'reaction_changed'; messageId: number; author: string; emoji: string | null })
  | (OfConversation & { kind: 'agent_reacted'; messageId: number; sendAt: Date })
  | (OfConversation & { kind: 'reaction_not_sent'; messageId: number; slackUserId: string; channelId: string; threadTs: string; why: 'custom' | 'failed'; reason: string })
  | (OfConversation & { kind: 'attachment_wanted'; attachmentId: number; messageId: number })
  /** `again`: after a failure that was told. */
  | (OfConversation & { kind: 'attachment_stored'; attachmentId: number; messageId: number; again: boolean })
  | (OfConversation & { kind: 'attachment_retried'; attachmentId: number; messageId: number; postId: number | null })
  | (OfConversation & { kind: 'attachment_failed'; attachmentId: number; messageId: number; postId: number | null; reason: string })
  | (OfConversation & { kind: 'thread_moved'; reason: string; oldChannel: string; oldThread: string })
  | (OfConversation & { kind: 'contacts_merged'; contactId: number; mergedContactId: number; mergedConversationId: number | null })
  | { kind: 'connection_moved'; name: 'whatsapp'; connected: boolean; detail: string }
  | { kind: 'delivery_died'; deliveryId: number; conversationId: number | null; lane: string; deliveryKind: string; reason: string }
  | { kind: 'dead_letter_decided'; decision: 'retried' | 'discarded'; deliveryId: number; conversationId: number | null; deliveryKind: string; messageId: number | null }
  | { kind: 'event_died'; eventId: number; reason: string }
  | { kind: 'channel_unusable'; channelId: string; reason: string }
  | { kind: 'watch_due'; watch: 'catch_up' | 'gateway' }
  | { kind: 'day_ended'; from: Date; to: Date };

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;
