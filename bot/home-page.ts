import type { HomeView } from '@slack/web-api';
import { DateTime } from 'luxon';
import { doneSince, followUpsUntil, longestWaiting, myDesk, unowned } from '../src/domain/reports/desk.js';
import { backlog, loadPerAgent, openIncidents } from '../src/domain/reports/supervision.js';
import { actorOf, findAgentBySlackId } from '../src/domain/people/agents.js';
import { satisfactionIn } from '../src/domain/satisfaction/count-scores.js';
import { mayInHouse } from '../src/domain/people/permissions.js';
import type { Person } from './acts/act.js';
import type { BotParts } from './parts.js';
import { ACTIONS } from './surface.js';
import { heading, mineBlocks, PAGE_SIZE } from './views/home/mine.js';
import { listLook } from './list-look.js';
import { readState, writeState, type HomeState } from './views/home/state.js';
import { teamBlocks } from './views/home/team.js';
import { actions, button, plainWords, section } from './views/parts.js';
import { joinButton } from './views/team.js';
import { slackCall } from './slack-call.js';

const UNOWNED_ROWS = 10;
const FOLLOW_UP_ROWS = 15;
const LONGEST_ROWS = 15;
const INCIDENT_ROWS = 10;
const NPS_DAYS = 30;

/** Somebody's home page as it is now; who is not in the team reads how to join. */
export async function homePage(slackUserId: string, state: HomeState, parts: BotParts): Promise<HomeView> {
  const { t, zone } = parts;
  const agent = await findAgentBySlackId(parts.source.manager, slackUserId);
  if (agent?.active !== 1) return { type: 'home', blocks: [section(t('slack:home.stranger', { brand: parts.brand })), ...(agent ? [] : [joinButton(t)])] };
  const person = actorOf(agent) as Person;
  const now = parts.clock.now();
  const look = await listLook(parts, now);
  const supervisor = mayInHouse(person, 'see the supervision desk');
  const side = supervisor ? state.side : 'mine';
  const local = DateTime.fromJSDate(now, { zone });
  const greeting = t(`slack:home.greeting.${local.hour < 12 ? 'morning' : local.hour < 18 ? 'afternoon' : 'evening'}`, { name: agent.name.split(' ')[0] ?? '' });
  const blocks = side === 'team' ? teamBlocks(await teamData(parts, local), look) : mineBlocks(await mineData(person.id, state, parts, local), state, look);
  return {
    type: 'home',
    private_metadata: writeState({ ...state, side }),
    blocks: [
      heading(plainWords(greeting)),
      actions(
        ...(supervisor ? [button(t(side === 'team' ? 'slack:home.to_mine' : 'slack:home.to_team'), ACTIONS.homeSide, side === 'team' ? 'mine' : 'team')] : []),
        button(t('slack:home.refresh'), ACTIONS.homeRefresh, 'refresh'),
      ),
      ...blocks,
      { type: 'context', elements: [{ type: 'mrkdwn', text: t('slack:home.as_of', { time: local.toFormat('HH:mm:ss') }) }] },
    ],
  };
}

async function mineData(agentId: number, state: HomeState, parts: BotParts, local: DateTime) {
  const sql = parts.source.manager;
  const today = local.startOf('day');
  const [mine, free, followUps, done] = await Promise.all([
    myDesk(sql, agentId, state.filter, state.page, PAGE_SIZE),
    unowned(sql, UNOWNED_ROWS),
    followUpsUntil(sql, agentId, today.plus({ days: 1 }).toJSDate(), FOLLOW_UP_ROWS),
    doneSince(sql, agentId, today.toJSDate()),
  ]);
  return { mine, unowned: free, followUps, done };
}

async function teamData(parts: BotParts, local: DateTime) {
  const sql = parts.source.manager;
  const month = { from: local.minus({ days: NPS_DAYS }).toJSDate(), to: local.toJSDate() };
  const [all, longest, load, incidents, satisfaction] = await Promise.all([backlog(sql), longestWaiting(sql, LONGEST_ROWS), loadPerAgent(sql), openIncidents(sql, INCIDENT_ROWS), satisfactionIn(sql, month)]);
  return { backlog: all, longest, load, incidents, satisfaction };
}

/** Draws somebody's home page again; `metadata`: what their present page carries. */
export async function publishHome(slackUserId: string, metadata: string | undefined, parts: BotParts): Promise<void> {
  await publishView(slackUserId, await homePage(slackUserId, readState(metadata), parts), parts);
}

/** Shows this as somebody's home page. */
export async function publishView(slackUserId: string, view: HomeView, parts: BotParts): Promise<void> {
  await slackCall('', () => parts.client.views.publish({ user_id: slackUserId, view }));
}
