import { actorOf, findAgentBySlackId } from '../src/domain/people/agents.js';
import type { Actor } from '../src/domain/ctx.js';
import { Refused } from '../src/kit/errors.js';
import type { Translate } from '../src/kit/i18n.js';
import type { BotParts } from './parts.js';

/** The team member behind a Slack user. @throws Refused `slack:refused.stranger` for anybody else */
export async function actorOfUser(parts: BotParts, slackUserId: string): Promise<Actor> {
  const agent = await findAgentBySlackId(parts.source.manager, slackUserId);
  if (agent?.active !== 1) throw new Refused('slack:refused.stranger');
  return actorOf(agent);
}

/** A refusal in people's language: rules and roles are named by their sentences. */
export function refusalWords({ messageKey, vars }: Pick<Refused, 'messageKey' | 'vars'>, t: Translate): string {
  const { rule, needs } = vars;
  return t(messageKey, {
    ...vars,
    ...(rule === undefined ? {} : { rule: t(`slack:rule.${String(rule).replace(/[ -]/g, '_')}`) }),
    ...(needs === undefined ? {} : { needs: t(`portal:codes.role.${needs}`) }),
  });
}

/**
 * Does what a person asked for by a button, command or shortcut, and says in their language how it went. What cannot be
 * done is explained to them; our own failures are reported and told as such.
 */
export async function answering(parts: BotParts, say: (text: string) => Promise<unknown>, deed: () => Promise<string | undefined>): Promise<void> {
  const text = await deed().catch((error: unknown) => {
    if (error instanceof Refused) return refusalWords(error, parts.t);
    parts.log.error({ err: error }, 'an action from Slack failed');
    return parts.t('slack:refused.broken');
  });
  // What was done is done, whether or not Slack takes our word about it.
  if (text !== undefined) await say(text).catch((error: unknown) => parts.log.warn({ err: error }, 'the answer to an action could not be shown'));
}
