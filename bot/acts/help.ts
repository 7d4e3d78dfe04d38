import type { KnownBlock } from '@slack/web-api';
import { ACTS, COMMANDS, type ActName } from '../surface.js';
import { sectionsOf } from '../views/lines.js';
import { section } from '../views/parts.js';
import { joinButton } from '../views/team.js';
import type { BotParts } from '../parts.js';
import type { HouseAct } from './act.js';
import { shiftWords } from './shift.js';

/** Under which heading of the help each act stands (test/attendance/shifts.test.ts: every act has one). */
export const TOPICS: Record<string, readonly string[]> = {
  owner: ['take', 'assign', 'release'],
  funnel: ['triage', 'status', 'wait', 'priority', 'lose', 'close', 'reopen'],
  levels: ['escalate', 'step_down', 'incident', 'incidents', 'resolve', 'look_after', 'why'],
  writing: ['template', 'email', 'note', 'tag', 'follow_up', 'follow_up_done'],
  reading: ['patient', 'history', 'reveal', 'protocol'],
  house: ['queue', 'search', 'desk', 'help'],
};

/** An act in one line: how it is asked for, and what it does. */
function actLine(name: ActName, { t }: BotParts): string {
  const command = (COMMANDS as Partial<Record<ActName, string>>)[name];
  return `• ${command === undefined ? '' : `\`${command}\` · `}\`!${ACTS[name].words[0]}\` ${t(`slack:act.${name}.help`)}`;
}

function topics(parts: BotParts): KnownBlock[] {
  return Object.entries(TOPICS).flatMap(([topic, names]) => {
    const lines = (Object.keys(ACTS) as ActName[]).filter((name) => names.includes(name)).map((name) => actLine(name, parts));
    const shift = topic === 'house' ? [`• \`${parts.t('slack:shift.usage')}\` ${parts.t('slack:help.shift')}`] : [];
    return lines.length === 0 ? [] : sectionsOf([`*${parts.t(`slack:help.topic.${topic}`)}*`, ...lines, ...shift]);
  });
}

/**
 * `/atendimento` and `!ajuda`: how to work here, made from the surface so that it names everything there is; strangers read
 * how to join. `/atendimento turno`: one's shift.
 */
export const help: HouseAct = {
  is: 'house',
  deed: null,
  async show(words, parts, person) {
    const shift = await shiftWords(words, person, parts);
    if (shift) return shift;
    const { t } = parts;
    const join = person ? [] : [section(t('slack:help.join')), joinButton(t)];
    return { text: t('slack:help.title'), blocks: [section(t('slack:help.title')), ...join, ...topics(parts), ...sectionsOf(t('slack:help.thread').split('\n'))] };
  },
};
