import type { DeliverySpec } from '../ctx.js';
import { RANK } from './enqueue.js';
import { lane } from './lanes.js';

type Vars = Record<string, string | number>;

/** The conversation's card, brought up to date once, behind whatever else waits for the thread. */
export const card = (conversationId: number): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.card', conversationId, liveKey: `card:${conversationId}`, rank: RANK.card });

/** A post of ours, drawn again from what its messages are now. */
export const postUpdate = (conversationId: number, postId: number): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.post_update', conversationId, postId, liveKey: `post:${postId}` });

/** Messages that no person of the team wrote, on their way to the customer. */
export const toCustomer = ({ conversationId, messageIds }: { conversationId: number; messageIds: number[] }): DeliverySpec[] => messageIds.map((messageId) => ({ lane: lane.whatsapp(conversationId), kind: 'whatsapp.send', conversationId, messageId }));

/** What became of a person's reply, shown on it. */
export const tick = (conversationId: number, replyId: number, notBefore?: Date): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.tick', conversationId, replyId, liveKey: `tick:${replyId}`, ...(notBefore ? { notBefore } : {}),
});

/** A word to one person in the thread. */
export const whisper = (conversationId: number, replyId: number, key: string, user: string): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.whisper', conversationId, replyId, payload: { key, user },
});

/** A word to one person about the files that kept their replies inside: one for those that come in a row. */
export const unfitFiles = (conversationId: number, replyId: number, user: string, notBefore: Date): DeliverySpec => ({
  lane: lane.ticks(conversationId), kind: 'slack.unfit', conversationId, replyId, liveKey: `unfit:${conversationId}:${user}`, notBefore,
});

/** What the thread says of a reply that failed: the reason and a retry, or that it went out after all. One for all its messages. */
export const failure = (conversationId: number, messageId: number, replyId: number | null): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.failure', conversationId, messageId, replyId, liveKey: replyId === null ? `failure:${messageId}` : `failure:reply:${replyId}`,
});

/** A change of a message the customer has; one that waits sends the newest state, so it needs no second one. */
export const amendment = (change: 'edit' | 'delete', conversationId: number, messageId: number, replyId: number): DeliverySpec => ({
  lane: lane.whatsapp(conversationId), kind: `whatsapp.${change}`, conversationId, messageId, replyId, liveKey: `${change}:${messageId}`,
});

export interface OfFile {
  conversationId: number;
  attachmentId: number;
  messageId: number;
}

/** A file on its way into our storage. */
export const fetchFile = ({ conversationId, attachmentId, messageId }: OfFile): DeliverySpec => ({
  lane: lane.media(conversationId), kind: 'media.fetch', conversationId, messageId, payload: { attachmentId },
});

/** What the thread says of a file that is not there: the reason and a retry, or that it came after all. */
export const fileNotice = ({ conversationId, attachmentId, messageId }: OfFile): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.file_notice', conversationId, messageId, payload: { attachmentId }, liveKey: `file-notice:${attachmentId}`,
});

/** What the thread says of an e-mail: on its way, sent, or why not. One post, rewritten. */
export const emailNotice = (conversationId: number, emailId: number): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.email', conversationId, payload: { emailId }, liveKey: `email:${emailId}`,
});

export const alert = (key: string, vars: Record<string, string | number>, extra: Partial<DeliverySpec> = {}): DeliverySpec => ({ lane: lane.alerts, kind: 'slack.alert', payload: { key, vars }, ...extra });

/** A line in the conversation's thread, said once: a text of locales/, `slack:${key}`. */
export const line = (conversationId: number, key: string, vars: Vars = {}): DeliverySpec => ({ lane: lane.thread(conversationId), kind: 'slack.line', conversationId, payload: { key, vars } });

/** A direct message to somebody of the team, with a link to the conversation; `acts` are buttons (bot/surface.ts, ACTS). */
export const direct = (agentId: number, conversationId: number | null, key: string, vars: Vars = {}, acts: string[] = []): DeliverySpec => ({
  lane: lane.person(agentId), kind: 'slack.direct', conversationId, payload: { agentId, key, vars, acts },
});

/**
 * A conversation shown in another channel because somebody there is needed: why, who it is, the last messages, link and buttons.
 * @param alsoIn a channel that is called for the same: where the two are one, it is called once
 */
export const summons = (channel: 'atendimento' | 'supervisao' | 'gestao', conversationId: number, key: string, vars: Vars = {}, acts: string[] = [], alsoIn?: 'supervisao'): DeliverySpec => ({
  lane: lane.alerts, kind: 'slack.summons', conversationId, payload: { channel, key, vars, acts, ...(alsoIn ? { alsoIn } : {}) },
});
