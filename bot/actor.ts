import { actorOf, findAgentBySlackId } from '../src/domain/people/agents.js';
import type { Actor } from '../src/domain/ctx.js';
import { Refused } from '../src/kit/errors.js';
import type { BotParts } from './parts.js';

/** The team member behind a Slack user. @throws Refused `slack:refused.stranger` for anybody else */
export async function actorOfUser(parts: BotParts, slackUserId: string): Promise<Actor> {
  const agent = await findAgentBySlackId(parts.source.manager, slackUserId);
  if (agent?.active !== 1) throw new Refused('slack:refused.stranger');
  return actorOf(agent);
}

/**
 * Does what a person asked for by a button, command or shortcut, and says in their language how it went. What cannot be
 * done is explained to them; our own failures are reported and told as such.
 */
export async function answering(parts: BotParts, say: (text: string) => Promise<unknown>, deed: () => Promise<string | undefined>): Promise<void> {
  try {
    const text = await deed();
    if (text !== undefined) await say(text);
  } catch (error) {
    if (error instanceof Refused) {
      await say(parts.t(error.messageKey, error.vars));
      return;
    }
    parts.log.error({ err: error }, 'an action from Slack failed');
    await say(parts.t('slack:refused.broken'));
  }
}
