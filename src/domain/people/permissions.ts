import { Refused } from '../../kit/errors.js';
import type { Actor, Conversation } from '../ctx.js';

/** Whose thing the deed is about: the author of a reply, for one. */
export interface Subject {
  authorId?: number | null;
}

type Rule = (actor: Extract<Actor, { kind: 'agent' }>, conversation: Conversation, subject: Subject) => boolean;

const anyone: Rule = () => true;
const author: Rule = (actor, _conversation, subject) => subject.authorId === actor.id;
const owner: Rule = (actor, conversation) => conversation.assignee_id === actor.id;
const supervisor: Rule = (actor) => actor.role !== 'agent';
const either = (...rules: Rule[]): Rule => (actor, conversation, subject) => rules.some((rule) => rule(actor, conversation, subject));

/** Who may do what, one sentence a line. Active people only: others never become an actor (bot/actor.ts). */
export const mayDo = {
  'take an unowned conversation': anyone,
  'send a held reply': either(author, owner, supervisor),
  'keep a held reply as a note': either(author, owner, supervisor),
  'retry a failed message': either(author, owner, supervisor),
  'fetch a file again': anyone,
  'open a stored file': supervisor,
} satisfies Record<string, Rule>;

export type Deed = keyof typeof mayDo;

/** @throws Refused `slack:refused.not_allowed` when the actor may not do it. The system may do everything. */
export function permit(actor: Actor, deed: Deed, conversation: Conversation, subject: Subject = {}): void {
  if (actor.kind === 'system') return;
  if (actor.kind === 'agent' && mayDo[deed](actor, conversation, subject)) return;
  throw new Refused('slack:refused.not_allowed');
}
