import { Refused } from '../src/kit/errors.js';
import type { BotParts } from './parts.js';
import { slackCall } from './slack-call.js';

const SLACKBOT = 'USLACKBOT';

/**
 * What Slack knows of somebody who wants to join: their name.
 * @throws Refused for bots, guests, people of other companies (Slack Connect) and accounts that are gone; when Slack does not tell (scope users:read)
 */
export async function newcomer(parts: BotParts, slackUserId: string): Promise<{ name: string }> {
  const answer = await slackCall('', () => parts.client.users.info({ user: slackUserId })).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'Slack does not tell who wants to join the team');
    throw new Refused('slack:refused.join_unknown');
  });
  const { user } = answer;
  const isPerson = user !== undefined && user.id !== SLACKBOT && user.is_bot !== true && user.deleted !== true;
  const isGuest = user?.is_restricted === true || user?.is_ultra_restricted === true || user?.is_stranger === true;
  if (!isPerson || isGuest) throw new Refused('slack:refused.join_guest');
  return { name: user.profile?.real_name ?? user.real_name ?? '' };
}
