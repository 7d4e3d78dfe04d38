import type { Partner } from './partners/outside.js';
import type { AccessDetail, PortalAccess } from './people/portal-access.js';
import type { ClaimedBy, ClientData, ClockKind, FunnelStatus, HoldReason, Level, MessageStatus, PersonalData, Priority, RefusalReason, Severity, TooLate } from './codes.js';

export type * from './codes.js';

interface OfConversation {
  conversationId: number;
}

/** What the author of a `!word` is told, as references: rendered when it is sent. */
export type KeywordAnswer =
  | { is: 'said'; key: string; vars: Record<string, string | number> }
  | { is: 'asks'; act: string }
  | { is: 'reads'; act: string; words: string };

/**
 * Everything that can happen. A command records facts; history (history.ts), reactions (reactions.ts) and deliveries
 * (routes.ts) follow from them, so none can be forgotten.
 */
export type Fact =
  | (OfConversation & { kind: 'conversation_opened'; contactId: number })
  | (OfConversation & { kind: 'conversation_reopened'; from: FunnelStatus; to: FunnelStatus; why: 'contact wrote again' | 'a held reply was sent' | 'a person reopened it' })
  | (OfConversation & { kind: 'message_received'; messageId: number; occurredAt: Date })
  /** `answers`: a person's words, which count as a human response (inbox/is-answer.ts). */
  | (OfConversation & { kind: 'phone_message_sent'; messageId: number; occurredAt: Date; answers: boolean })
  | (OfConversation & { kind: 'posts_changed'; newPosts: number[]; changedPosts: number[] })
  /** `toldOtherwise`: whom it concerns learns it from something else, such as a hand-over of many. */
  | (OfConversation & { kind: 'assigned'; from: number | null; to: number | null; why?: string | null; toldOtherwise?: boolean })
  /** `reason`: a loss reason's code for lost, `reasonLabel` as people read it. `why`: what the person wrote, or the rule that moved it. */
  | (OfConversation & { kind: 'status_moved'; from: FunnelStatus; to: FunnelStatus; reason: string | null; why: string | null; reasonLabel?: string })
  | (OfConversation & { kind: 'priority_moved'; from: Priority; to: Priority; reason: string | null })
  | (OfConversation & { kind: 'level_moved'; from: Level; to: Level; reason: string; by: 'person' | 'clock' })
  | (OfConversation & { kind: 'note_added'; noteId: number })
  | (OfConversation & { kind: 'tag_changed'; tagId: number; name: string; on: boolean })
  | (OfConversation & { kind: 'follow_up_planned'; followUpId: number; dueAt: Date })
  | (OfConversation & { kind: 'follow_up_due'; followUpId: number; agentId: number | null })
  | (OfConversation & { kind: 'follow_up_ended'; followUpId: number; how: 'done' | 'cancelled' | 'moved' })
  | (OfConversation & { kind: 'patient_changed'; patientId: number; change: 'added' | 'chosen' | 'edited' })
  | (OfConversation & { kind: 'red_flag_seen'; messageId: number; phrases: string[] })
  | (OfConversation & { kind: 'triage_answered'; itemId: number; code: string; first: boolean; cleared: boolean })
  | (OfConversation & { kind: 'triage_completed' })
  /** `formId`: the open form it was sent from. */
  | (OfConversation & { kind: 'triage_question_sent'; itemId: number; code: string; formId: string })
  | (OfConversation & { kind: 'triage_summary_asked' })
  /** The answers suggest another priority; the place is none that we serve. A person decides. */
  | (OfConversation & { kind: 'priority_suggested'; to: Priority })
  | (OfConversation & { kind: 'region_unserved' })
  | (OfConversation & { kind: 'incident_opened'; incidentId: number; severity: Severity; category: string })
  | (OfConversation & { kind: 'incident_resolved'; incidentId: number })
  /** `replyId` null: an automatic message. */
  | (OfConversation & { kind: 'template_sent'; templateId: number; code: string; replyId: number | null })
  /** `again`: after it failed. `code`: the template's. */
  | (OfConversation & { kind: 'email_queued'; emailId: number; code: string; again: boolean })
  /** `repeated`: it may have arrived twice. */
  | (OfConversation & { kind: 'email_sent'; emailId: number; code: string; repeated: boolean })
  /** `doubt`: it may have arrived all the same. */
  | (OfConversation & { kind: 'email_failed'; emailId: number; code: string; reason: string; doubt: boolean })
  | (OfConversation & { kind: 'personal_data_shown'; what: PersonalData })
  /** An act asked for by a `!word` was done, refused, or needs a form: its author is told. `act` and `key`: bot/acts. */
  | (OfConversation & { kind: 'keyword_answered'; replyId: number; slackUserId: string; answer: KeywordAnswer })
  /** `tellAsDocument`: the Slack user who learns that a picture, film or sound leaves as a document. */
  | (OfConversation & { kind: 'reply_queued'; replyId: number; messageIds: number[]; sendAt: Date; tellAsDocument?: string })
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
  | (OfConversation & { kind: 'reply_changed_on_phone'; messageId: number; replyId: number; change: 'edited' | 'deleted' })
  | (OfConversation & { kind: 'reaction_changed'; messageId: number; author: string; emoji: string | null })
  | (OfConversation & { kind: 'agent_reacted'; messageId: number; sendAt: Date })
  | (OfConversation & { kind: 'reaction_not_sent'; messageId: number; slackUserId: string; channelId: string; threadTs: string; why: 'custom' | 'failed'; reason: string })
  | (OfConversation & { kind: 'attachment_wanted'; attachmentId: number; messageId: number })
  /** `again`: after a failure that was told. */
  | (OfConversation & { kind: 'attachment_stored'; attachmentId: number; messageId: number; again: boolean })
  | (OfConversation & { kind: 'attachment_retried'; attachmentId: number; messageId: number; postId: number | null })
  | (OfConversation & { kind: 'attachment_failed'; attachmentId: number; messageId: number; postId: number | null; reason: string })
  | (OfConversation & { kind: 'files_forgotten'; files: { attachmentId: number; messageId: number }[] })
  | (OfConversation & { kind: 'attachment_opened'; attachmentId: number })
  /** An open conversation ends because its contact is erased: nothing is asked or told of it any more. */
  | (OfConversation & { kind: 'conversation_erased'; from: FunnelStatus; to: 'closed' })
  /** From here on nobody finds the contact; what is stored of it goes in batches. */
  | { kind: 'contact_erasure_asked'; contactId: number }
  /** `changed`: how many rows of what. `closed`: the conversations that ended with it. Numbers only. */
  | { kind: 'contact_erased'; contactId: number; askedBy: number | null; changed: Record<string, number>; closed: number[] }
  /** Somebody takes everything of a contact out of the house. */
  | { kind: 'contact_exported'; contactId: number; messages: number }
  | (OfConversation & { kind: 'thread_moved'; reason: string; oldChannel: string; oldThread: string })
  | (OfConversation & { kind: 'photo_wanted'; contactId: number; lookAt: Date })
  /** `from`: the status in which the merged conversation, if there was one, ended. */
  | (OfConversation & { kind: 'contacts_merged'; contactId: number; mergedContactId: number; mergedConversationId: number | null; from: FunnelStatus | null })
  | (OfConversation & { kind: 'sla_at_risk'; clockId: number; clock: ClockKind; agentId: number | null })
  | (OfConversation & { kind: 'sla_breached'; clockId: number; clock: ClockKind; goalMinutes: number; startedAt: Date; breachedAt: Date; agentId: number | null })
  /** A proposal waits for the customer for longer than its priority allows. */
  | (OfConversation & { kind: 'proposal_unanswered'; agentId: number | null })
  /** On the highest level there is nobody else to call: management is told again. */
  | (OfConversation & { kind: 'still_waiting'; since: Date })
  /** A clock of which supervisors were told has stopped. */
  | (OfConversation & { kind: 'sla_over'; clockId: number })
  | (OfConversation & { kind: 'sla_acknowledged'; agentId: number })
  | (OfConversation & { kind: 'sla_unacknowledged'; level: Level })
  | { kind: 'boards_due' }
  /** A message that opens and reopens nothing: stored and shown in the ended conversation it belongs to. */
  | (OfConversation & { kind: 'message_claimed'; messageId: number; by: ClaimedBy })
  /** `why`: what it is for, as a code. */
  | (OfConversation & { kind: 'automatic_queued'; messageIds: number[]; why: string })
  /** A system sent it through the API; `template`: its code. */
  | (OfConversation & { kind: 'client_message_queued'; messageIds: number[]; template: string | null })
  | (OfConversation & { kind: 'survey_sent'; surveyId: number })
  /** `before`: the score it corrects. */
  | (OfConversation & { kind: 'survey_answered'; surveyId: number; score: number; before: number | null })
  /** `withScore`: in the same message as the score. */
  | (OfConversation & { kind: 'survey_commented'; surveyId: number; messageId: number; withScore: boolean })
  | (OfConversation & { kind: 'survey_expired'; surveyId: number })
  | (OfConversation & { kind: 'survey_opted_out'; surveyId: number; contactId: number })
  | { kind: 'calendar_changed'; what: 'week' | 'exception' | 'holiday'; detail: string; before?: string; after?: string }
  | { kind: 'holidays_imported'; year: number; place: string; added: number; changed: number }
  /** `before` and `after`: what differs, by column; personal data masked. A new record has no `before`; id `*`: the order of all. */
  | { kind: 'record_changed'; table: string; id: string; before: Record<string, unknown>; after: Record<string, unknown> }
  /** `address`: where from. `agentId` null: an e-mail that nobody has, or, of a lock-out, everybody's from this address. */
  | ({ kind: 'portal_access'; change: PortalAccess; agentId: number | null; address: string | null } & AccessDetail)
  /** A system read people's data through the API, for the first time this day. */
  | { kind: 'client_read'; data: ClientData }
  /** Of a system that calls our API. */
  | { kind: 'api_token_moved'; clientId: number; change: 'issued' | 'revoked' }
  /** Goals in business minutes by priority, before and after. */
  | { kind: 'sla_policy_saved'; policyId: number; before: Record<string, unknown>; after: Record<string, unknown> }
  /** `again`: while the supervisors have not decided on it yet. */
  | { kind: 'team_join_asked'; requestId: number; again: boolean }
  | { kind: 'team_join_decided'; requestId: number; decision: 'approved' | 'declined' }
  | { kind: 'shift_moved'; agentId: number; shiftId: number; change: 'started' | 'ended' }
  | { kind: 'handover_moved'; handoverId: number; change: 'offered' | 'accepted' | 'expired'; fromAgentId: number; toAgentId: number | null }
  | { kind: 'connection_moved'; name: 'whatsapp' | Partner; connected: boolean; detail: string }
  /** `detail`: a reason of email/failures.ts. */
  | { kind: 'mail_server_moved'; connected: boolean; detail: string }
  | { kind: 'delivery_died'; deliveryId: number; conversationId: number | null; lane: string; deliveryKind: string; reason: string }
  | { kind: 'dead_letter_decided'; decision: 'retried' | 'discarded'; deliveryId: number; conversationId: number | null; deliveryKind: string; messageId: number | null; reason?: string }
  | { kind: 'dead_event_decided'; decision: 'retried' | 'discarded'; eventId: number; reason?: string }
  | { kind: 'event_died'; eventId: number; reason: string }
  | { kind: 'channel_unusable'; channelId: string; reason: string }
  /** An administrator tries a webhook of ours. */
  | { kind: 'webhook_tried'; webhookId: number }
  | { kind: 'watch_due'; watch: 'catch_up' | 'gateway' }
  | { kind: 'day_ended'; from: Date; to: Date }
  /** Days of the business zone, `to` excluded. */
  | { kind: 'week_ended'; from: string; to: string }
  /** A report left the house: which, of which days (`to` excluded), how many lines. */
  | { kind: 'export_made'; report: string; from: string; to: string; rows: number };

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;
