import { selectOne } from '../../src/db/rows.js';
import type { Conversation } from '../../src/domain/ctx.js';
import { permit, permitInHouse } from '../../src/domain/people/permissions.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser } from '../actor.js';
import type { BotParts } from '../parts.js';
import type { Act, ChangeAct, Person, Said } from './act.js';
import { refuseOvertaken } from './stale.js';
import type { Seen } from './subject.js';

/** The team member behind a Slack user, as a person. @throws Refused `slack:refused.stranger` */
export async function personOf(parts: BotParts, slackUserId: string): Promise<Person> {
  return (await actorOfUser(parts, slackUserId)) as Person;
}

/** May this person do it? Asked before a form is opened or something is shown. @throws Refused naming the rule */
export async function permitAct(parts: BotParts, act: Act, person: Person, conversationId: number): Promise<void> {
  if (act.is === 'house') return act.deed === null ? undefined : permitInHouse(person, act.deed);
  const row = await selectOne<Conversation>(
    parts.source.manager,
    'SELECT c.id, c.assignee_id, c.status, c.open_contact_id FROM conversations m JOIN conversations c ON c.id = COALESCE(m.merged_into_id, m.id) WHERE m.id = ?',
    [Number.isSafeInteger(conversationId) ? conversationId : 0],
  );
  if (!row) throw new Refused('slack:refused.no_conversation', { number: conversationId });
  permit(person, act.deed, row);
}

export interface Change {
  conversation: number;
  input: unknown;
  slackUserId: string;
  source: string;
  /** Only from a form: what its person saw. */
  seen?: Seen;
}

/** Does it: one transaction, the conversation locked. @throws Refused what the rule or the permission says */
export async function runChange(parts: BotParts, act: ChangeAct, change: Change): Promise<Said> {
  const person = await personOf(parts, change.slackUserId);
  return parts.ledger.run(person, { conversation: change.conversation }, async (ctx) => {
    permit(person, act.deed, ctx.conversation);
    if (change.seen) await refuseOvertaken(ctx, change.seen, act.guards ?? [], parts);
    return act.perform(ctx, change.input, parts, { person, slackUserId: change.slackUserId, source: change.source });
  });
}

/** What was done, in the person's words. */
export function sayDone(said: Said, parts: BotParts): string {
  return parts.t(`slack:${said.key}`, said.vars ?? {});
}
