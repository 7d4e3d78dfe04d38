import type { InboundAttachment, MessageContent } from '../../domain/inbox/content.js';

/** What a message is, read from its content key. */
export interface ParsedContent {
  kind: string;
  body: string;
  content: MessageContent | null;
  attachment: InboundAttachment | null;
}

/** A message that is its content, with words and no file. */
export const contentOnly = (content: MessageContent, body = ''): ParsedContent => ({ kind: content.is, body, content, attachment: null });
