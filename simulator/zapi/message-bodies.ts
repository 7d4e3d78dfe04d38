/** Bodies of ReceivedCallback webhooks (zapi.md §2.2–2.3). */
import type { JsonObject } from './types.js';

/** What every ReceivedCallback needs to know. */
export interface EnvelopeFacts {
  instanceId: string;
  connectedPhone: string;
  /** The chat as this webhook shows it: number or LID. */
  phone: string;
  chatLid: string | null;
  chatName: string;
  senderName: string;
  messageId: string;
  momment: number;
  fromMe: boolean;
  fromApi: boolean;
  status: 'RECEIVED' | 'SENT';
}

/** The common envelope with its content, for example `{ text: { message } }`. */
export function messageBody(facts: EnvelopeFacts, content: JsonObject, quote?: string): JsonObject {
  const isGroup = facts.phone.endsWith('-group');
  return {
    isStatusReply: false, chatLid: isGroup ? null : facts.chatLid, connectedPhone: facts.connectedPhone, waitingMessage: false,
    isEdit: false, isGroup, isNewsletter: facts.phone.endsWith('@newsletter'), instanceId: facts.instanceId,
    messageId: facts.messageId, phone: facts.phone, fromMe: facts.fromMe, momment: facts.momment, status: facts.status,
    chatName: facts.chatName, senderPhoto: null, senderName: facts.senderName, photo: null, broadcast: false,
    participantLid: null, ...(quote === undefined ? {} : { referenceMessageId: quote }),
    forwarded: false, type: 'ReceivedCallback', fromApi: facts.fromApi, ...content,
  };
}

/** An edit: its own id, the original's in editMessageId, only the changed content. */
export function editBody(facts: EnvelopeFacts, editMessageId: string, content: JsonObject): JsonObject {
  return { ...messageBody(facts, content), isEdit: true, editMessageId };
}

/** Deleted for everyone: no content, and the id of the deleted message itself. */
export function revokeBody(facts: EnvelopeFacts): JsonObject {
  return {
    chatLid: facts.chatLid, isGroup: facts.phone.endsWith('-group'), isNewsletter: false, instanceId: facts.instanceId,
    messageId: facts.messageId, phone: facts.phone, connectedPhone: facts.connectedPhone, fromMe: facts.fromMe,
    momment: facts.momment, expiresAt: null, status: facts.status, chatName: facts.chatName, senderPhoto: null,
    senderName: facts.senderName, photo: null, broadcast: false, referenceMessageId: null, externalAdReply: null,
    forwarded: false, type: 'ReceivedCallback', notification: 'REVOKE', notificationParameters: [], callId: null, code: null,
  };
}

/** The content of a reaction; an empty emoji takes it back. */
export function reactionContent(of: {
  emoji: string; by: string; target: { messageId: string; fromMe: boolean; phone: string };
}): JsonObject {
  return {
    reaction: {
      value: of.emoji, time: Date.now(), reactionBy: of.by,
      referencedMessage: { messageId: of.target.messageId, fromMe: of.target.fromMe, phone: of.target.phone, participant: null },
    },
  };
}
