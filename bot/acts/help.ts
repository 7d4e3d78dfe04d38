import { ACTS, COMMANDS, type ActName } from '../surface.js';
import { section } from '../views/parts.js';
import type { HouseAct } from './act.js';

/** `/atendimento` and `!ajuda`: how to work here, made from the surface so that it names everything there is. */
export const help: HouseAct = {
  is: 'house',
  deed: null,
  async show(_words, { t }) {
    const line = (name: ActName) => {
      const command = (COMMANDS as Partial<Record<ActName, string>>)[name];
      return `• ${command === undefined ? '' : `\`${command}\` · `}\`!${ACTS[name].words[0]}\` ${t(`slack:act.${name}.help`)}`;
    };
    const parts = [t('slack:help.title'), (Object.keys(ACTS) as ActName[]).map(line).join('\n'), t('slack:help.thread')];
    return { text: t('slack:help.title'), blocks: parts.map(section) };
  },
};
