import { teamMembers } from '../../src/domain/people/team.js';
import { slackToWhatsapp } from '../../src/kit/text/slack-to-whatsapp.js';
import type { BotParts } from '../parts.js';

/**
 * What stands behind a command or `!word`, as people read it: Slack's escapes undone, links as addresses, colleagues as
 * `@name`. To be stored, and escaped wherever it is shown (bot/views/mentions.ts makes the mentions again).
 */
export async function typedIn(words: string, parts: BotParts): Promise<string> {
  if (!/[<&]/.test(words)) return words;
  const names = new Map((await teamMembers(parts.source.manager)).map(({ slack_user_id, name }) => [slack_user_id, name]));
  return slackToWhatsapp({ text: words }, { user: (id) => names.get(id) ?? parts.t('slack:colleague') });
}
