import type { KnownBlock } from '@slack/web-api';
import { teamMembers } from '../../src/domain/people/team.js';
import type { BotParts } from '../parts.js';
import { choiceField } from './values.js';

/** One of the team: name, role and how many open conversations they own. */
export async function teamField(given: { name: string; label: string; hint?: string }, parts: BotParts, initial?: number): Promise<KnownBlock> {
  const team = await teamMembers(parts.source.manager);
  const text = ({ name, role, open }: (typeof team)[number]) => parts.t('slack:team.member', { name, role: parts.t(`portal:codes.role.${role}`), open: Number(open) });
  return choiceField({ ...given, initial: initial === undefined ? undefined : String(initial), choices: team.map((one) => ({ value: String(one.id), text: text(one) })) });
}
