import type { ContactListed } from '../../domain/reports/list-contacts.js';
import type { ConversationListed } from '../../domain/reports/list-conversations.js';
import type { MessageListed } from '../../domain/reports/list-messages.js';
import { protocolOf } from '../../kit/protocol.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
/** E.164. */
const plus = (phone: string | null): string | null => (phone === null ? null : `+${phone}`);

/** A conversation as the document describes it. @param zone business time, for its protocol */
export function conversationJson(row: ConversationListed, zone: string) {
  const tags = row.tags === null ? [] : ((typeof row.tags === 'string' ? JSON.parse(row.tags) : row.tags) as string[]);
  return {
    id: row.id,
    protocol: protocolOf(row.id, row.opened_at, zone),
    channel: row.channel,
    status: row.status,
    priority: row.priority,
    level: row.level,
    open: Number(row.is_open) === 1,
    contact: { id: row.contact_id, name: row.contact_name, phone: plus(row.contact_phone) },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    tags: [...tags].sort((one, other) => one.localeCompare(other)),
    source: row.source,
    loss_reason: row.loss_reason,
    waiting_since: iso(row.waiting_since),
    opened_at: row.opened_at.toISOString(),
    closed_at: iso(row.closed_at),
    last_message_at: iso(row.last_message_at),
    updated_at: row.updated_at.toISOString(),
  };
}

export function contactJson(row: ContactListed) {
  return { id: row.id, name: row.name, phone: plus(row.phone), open_conversation_id: row.open_conversation_id, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}

export function messageJson(row: MessageListed) {
  return {
    id: Number(row.id),
    conversation_id: row.conversation_id,
    direction: row.direction,
    kind: row.kind,
    text: row.body,
    author: row.author_kind,
    sender: row.sender,
    status: row.status,
    error: row.error,
    attachments: row.attachments.map(({ id, kind, mime, file_name, bytes, state }) => ({ id: Number(id), kind, mime, name: file_name, bytes: bytes === null ? null : Number(bytes), state })),
    occurred_at: row.occurred_at.toISOString(),
    sent_at: iso(row.sent_at),
    delivered_at: iso(row.delivered_at),
    read_at: iso(row.read_at),
    edited_at: iso(row.edited_at),
    deleted_at: iso(row.deleted_at),
  };
}
