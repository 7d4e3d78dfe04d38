/** How a file came: what WhatsApp calls it, not what its bytes are. Stored in attachments.kind. */
export type AttachmentKind = 'image' | 'audio' | 'voice' | 'video' | 'round_video' | 'gif' | 'document' | 'sticker';

/** Kinds that Slack shows as a picture. */
export const isPicture = (kind: AttachmentKind) => kind === 'image' || kind === 'sticker' || kind === 'gif';
