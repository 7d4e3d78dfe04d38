import { assignTo } from '../../src/domain/inbox/assign.js';
import { teamMembers, type TeamMember } from '../../src/domain/people/team.js';
import { findAgent } from '../../src/domain/people/agents.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { plainWords } from '../views/parts.js';
import { changeAct } from './act.js';
import { codeOf } from './codes.js';
import { seenNow } from './subject.js';
import { teamField } from './team-field.js';
import { typedIn } from './typed-in.js';
import { choiceOf, textField, textOf } from './values.js';

interface Input {
  agentId: number;
  why: string | null;
}

const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*/;

/** Whom `<@U…> why`, `@name` or a name means. @throws Refused naming the team */
function readMember(words: string, team: TeamMember[]): Input {
  const allowed = team.map((one) => plainWords(one.name)).join(', ');
  const mention = MENTION.exec(words);
  if (mention) {
    const found = team.find((one) => one.slack_user_id === mention[1]);
    if (!found) throw new Refused('slack:refused.not_in_team', { allowed });
    return { agentId: found.id, why: words.slice(mention[0].length) || null };
  }
  const name = words.replace(/^@/, '');
  const id = codeOf(name, team.map((one) => String(one.id)), (code) => team.find((one) => String(one.id) === code)?.name ?? '');
  // A number is no name, though ids are numbers.
  if (id === undefined || /^\d+$/.test(name)) throw new Refused('slack:refused.choice', { given: plainWords(name), allowed });
  return { agentId: Number(id), why: null };
}

/** "Atribuir": `/atribuir #123 @bruno`. */
export const assign = changeAct<Input>({
  deed: 'give a conversation to somebody',
  offered: (card) => card.closed_at === null,
  guards: ['assignee_id'],
  async read(words, parts) {
    if (words === '') return undefined;
    const { agentId, why } = readMember(words, await teamMembers(parts.source.manager));
    return { agentId, why: why === null ? null : await typedIn(why, parts) };
  },
  async form(conversationId: number, parts: BotParts) {
    const now = await seenNow(parts.source.manager, conversationId);
    return [
      await teamField({ name: 'agent', label: parts.t('slack:field.agent') }, parts, now?.assignee_id ?? undefined),
      textField({ name: 'why', label: parts.t('slack:field.reason'), optional: true, max: 500 }),
    ];
  },
  submitted: (values) => ({ agentId: Number(choiceOf(values, 'agent')), why: textOf(values, 'why') || null }),
  async perform(ctx, { agentId, why }) {
    await assignTo(ctx, agentId, why);
    const agent = await findAgent(ctx.tx, agentId);
    return { key: 'said.assigned', vars: { number: ctx.conversation.id, name: plainWords(agent?.name ?? '') } };
  },
});
