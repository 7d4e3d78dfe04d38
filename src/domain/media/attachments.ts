import { selectOne, type Sql } from '../../db/rows.js';
import type { AuthorKind } from '../facts.js';
import type { AttachmentKind } from './kinds.js';

export type AttachmentState =
  /** To be fetched, or being fetched again. */
  | 'waiting'
  /** Ours. With `error`: Slack would not show it. */
  | 'stored'
  /** Not to be had; `error` says why (reasons.ts). */
  | 'failed'
  /** Deleted for good, or about to be: its message keeps its place, nobody gets it any more. */
  | 'forgotten';

/** A file of a message. */
export interface Attachment {
  id: number;
  message_id: number;
  conversation_id: number;
  kind: AttachmentKind;
  source_url: string | null;
  mime: string;
  file_name: string;
  bytes: number | null;
  seconds: number | null;
  state: AttachmentState;
  error: string | null;
  storage_key: string | null;
  sha256: string | null;
  slack_file_id: string | null;
  /** The post of ours that shows its message. */
  post_id: number | null;
  author_kind: AuthorKind;
  contact_name: string;
  occurred_at: Date;
}

const ATTACHMENT = `SELECT a.id, a.message_id, a.conversation_id, a.kind, a.source_url, a.mime, a.file_name, a.bytes, a.seconds, a.state, a.error, a.storage_key, a.sha256,
  a.slack_file_id, m.post_id, m.author_kind, k.name AS contact_name, m.occurred_at
  FROM attachments a JOIN messages m ON m.id = a.message_id JOIN conversations c ON c.id = m.conversation_id JOIN contacts k ON k.id = c.contact_id WHERE a.id = ?`;

/** One attachment with its message's post; `lock` holds its row for the transaction. */
export function findAttachment(sql: Sql, id: number, lock?: 'lock'): Promise<Attachment | undefined> {
  return selectOne<Attachment>(sql, lock ? `${ATTACHMENT} FOR UPDATE` : ATTACHMENT, [id]);
}

/** The attachment a delivery is about: payload `{ attachmentId }`. */
export function attachmentIdOf(payload: string | null): number {
  return (JSON.parse(payload ?? '{}') as { attachmentId?: number }).attachmentId ?? 0;
}
