import { Refused } from '../../kit/errors.js';
import type { Actor, Conversation } from '../ctx.js';
import type { Role } from '../facts.js';

/** Whose thing the deed is about: the author of a reply, for one. */
export interface Subject {
  authorId?: number | null;
}

type Rule = (actor: Extract<Actor, { kind: 'agent' }>, conversation: Conversation, subject: Subject) => boolean;

const anyone: Rule = () => true;
const author: Rule = (actor, _conversation, subject) => subject.authorId === actor.id;
const owner: Rule = (actor, conversation) => conversation.assignee_id === actor.id;
const unowned: Rule = (_actor, conversation) => conversation.assignee_id === null;
const supervisor: Rule = (actor) => actor.role !== 'agent';
const either = (...rules: Rule[]): Rule => (actor, conversation, subject) => rules.some((rule) => rule(actor, conversation, subject));

/** Who may do what, one sentence a line. Active people only: others never become an actor (bot/actor.ts). */
export const mayDo = {
  'take an unowned conversation': anyone,
  'give a conversation to somebody': either(owner, unowned, supervisor),
  'release a conversation': either(owner, supervisor),
  'move a conversation in the funnel': either(owner, unowned, supervisor),
  'set the priority': either(owner, unowned, supervisor),
  'reopen a conversation': either(owner, unowned, supervisor),
  'tag a conversation': anyone,
  'write a note': anyone,
  'plan a follow-up': either(owner, unowned, supervisor),
  'finish a follow-up': anyone,
  'say who the patient is': either(owner, unowned, supervisor),
  'fill in the triage': either(owner, unowned, supervisor),
  'escalate a conversation': anyone,
  'step a conversation down': either(owner, supervisor),
  'take over an escalated conversation': supervisor,
  'open an incident': anyone,
  'resolve an incident': supervisor,
  'send a template': either(owner, unowned, supervisor),
  'send an e-mail': either(owner, unowned, supervisor),
  'read a conversation': anyone,
  'look after a late conversation': anyone,
  'see personal data': either(owner, supervisor),
  'send a held reply': either(author, owner, supervisor),
  'keep a held reply as a note': either(author, owner, supervisor),
  'retry a failed message': either(author, owner, supervisor),
  'fetch a file again': anyone,
  'open a stored file': supervisor,
} satisfies Record<string, Rule>;

export type Deed = keyof typeof mayDo;

/** What concerns no single conversation, by the role it needs at least. */
export const mayDoInHouse = {
  'see the queue': 'agent',
  'search conversations': 'agent',
  'keep a shift': 'agent',
  'take over a shift': 'agent',
  'decide who joins the team': 'supervisor',
  'make somebody a supervisor': 'admin',
  'see the supervision desk': 'supervisor',
  'create a tag': 'supervisor',
  'read reports': 'supervisor',
  'export a report': 'supervisor',
  'export a contact': 'admin',
  'erase a contact': 'admin',
  'see what is kept how long': 'admin',
} satisfies Record<string, Role>;

export type HouseDeed = keyof typeof mayDoInHouse;

const RANKS: Record<Role, number> = { agent: 1, supervisor: 2, admin: 3 };

/** May this person do it? The system may do everything. */
export function mayInHouse(actor: Actor, deed: HouseDeed): boolean {
  return actor.kind === 'system' || (actor.kind === 'agent' && RANKS[actor.role] >= RANKS[mayDoInHouse[deed]]);
}

/** @throws Refused `slack:refused.role` naming the role it needs and the rule, when the actor may not do it */
export function permitInHouse(actor: Actor, deed: HouseDeed): void {
  if (!mayInHouse(actor, deed)) throw new Refused('slack:refused.role', { needs: mayDoInHouse[deed], rule: deed });
}

/** @throws Refused `slack:refused.not_allowed` naming the rule (its sentence in people's language: `slack:rule.…`) when the actor may not do it. It is about people of the team: the system, and a customer whose own words cause it, are not asked. */
export function permit(actor: Actor, deed: Deed, conversation: Conversation, subject: Subject = {}): void {
  if (actor.kind !== 'agent' || mayDo[deed](actor, conversation, subject)) return;
  throw new Refused('slack:refused.not_allowed', { rule: deed });
}
