import type { KnownBlock } from '@slack/web-api';
import { homePage, publishView } from '../home-page.js';
import { FIRST_LOOK } from '../views/home/state.js';
import { context } from '../views/parts.js';
import type { HouseAct } from './act.js';

/** Blocks of an ephemeral answer (Slack: 50). */
const MAX = 48;

/** `/painel`: one's desk where one is, and the home page drawn anew. */
export const desk: HouseAct = {
  is: 'house',
  deed: 'see the queue',
  async show(_words, parts, person) {
    const user = person?.slackUserId ?? '';
    const view = await homePage(user, FIRST_LOOK, parts);
    await publishView(user, view, parts);
    const toRead = view.blocks.filter((block) => block.type !== 'actions').slice(0, MAX) as KnownBlock[];
    return { text: parts.t('slack:act.desk.label'), blocks: [...toRead, context(parts.t('slack:home.full_page'))] };
  },
};
