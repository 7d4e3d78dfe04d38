import { actorOf, findAgentBySlackId } from '../src/domain/people/agents.js';
import type { KnownBlock } from '@slack/web-api';
import type { Actor } from '../src/domain/ctx.js';
import { Refused } from '../src/kit/errors.js';
import type { Translate } from '../src/kit/i18n.js';
import type { BotParts } from './parts.js';
import { section } from './views/parts.js';
import { joinButton } from './views/team.js';
import { labelled } from './views/told.js';

/** The team member behind a Slack user. @throws Refused `slack:refused.inactive`, `slack:refused.stranger` for anybody else */
export async function actorOfUser(parts: BotParts, slackUserId: string): Promise<Actor> {
  const agent = await findAgentBySlackId(parts.source.manager, slackUserId);
  if (!agent) throw new Refused('slack:refused.stranger');
  if (agent.active !== 1) throw new Refused('slack:refused.inactive');
  return actorOf(agent);
}

/** A refusal in people's language: rules and roles are named by their sentences, statuses by their labels. */
export function refusalWords({ messageKey, vars }: Pick<Refused, 'messageKey' | 'vars'>, t: Translate): string {
  const { rule, needs } = vars;
  return t(messageKey, {
    ...labelled(vars, t),
    ...(rule === undefined ? {} : { rule: t(`slack:rule.${String(rule).replace(/[ -]/g, '_')}`) }),
    ...(needs === undefined ? {} : { needs: t(`portal:codes.role.${needs}`) }),
  });
}

/** Why a form cannot be taken, in people's words, and at which field; undefined when it was. Our own failures are reported. */
export async function refusalOf(parts: BotParts, deed: () => Promise<void>): Promise<{ words: string; field: string | undefined } | undefined> {
  try {
    await deed();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return { words: refusalWords(error, parts.t), field: error.field };
    parts.log.error({ err: error }, 'a form could not be taken');
    return { words: parts.t('slack:refused.broken'), field: undefined };
  }
}

/** Says something to a person; `blocks` when there is more than the words. */
export type Say = (text: string, blocks?: KnownBlock[]) => Promise<unknown>;

/** Below what was clicked, for this person only. */
export function toThem(respond: (message: { text: string; blocks?: KnownBlock[]; response_type: 'ephemeral'; replace_original: false }) => Promise<unknown>): Say {
  return (text, blocks) => respond({ text, ...(blocks ? { blocks } : {}), response_type: 'ephemeral', replace_original: false });
}

/**
 * Does what a person asked for by a button, command or shortcut, and says in their language how it went. What cannot be
 * done is explained to them, and a stranger is shown how to join; our own failures are reported and told as such.
 */
export async function answering(parts: BotParts, say: Say, deed: () => Promise<string | undefined>): Promise<void> {
  let blocks: KnownBlock[] | undefined;
  const text = await deed().catch((error: unknown) => {
    if (error instanceof Refused) {
      const words = refusalWords(error, parts.t);
      if (error.messageKey === 'slack:refused.stranger') blocks = [section(words), joinButton(parts.t)];
      return words;
    }
    parts.log.error({ err: error }, 'an action from Slack failed');
    return parts.t('slack:refused.broken');
  });
  // What was done is done, whether or not Slack takes our word about it.
  if (text !== undefined) await say(text, blocks).catch((error: unknown) => parts.log.warn({ err: error }, 'the answer to an action could not be shown'));
}
