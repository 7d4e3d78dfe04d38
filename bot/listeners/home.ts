import type { App, SlackAction } from '@slack/bolt';
import { publishHome } from '../home-page.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { readState, type HomeState } from '../views/home/state.js';

/** The home page: drawn when it is opened, and again after each click on it. */
export function registerHome(app: App, parts: BotParts): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(event.user, event.view?.private_metadata, parts);
  });
  const clicks: [action: string, next: (value: string) => Partial<HomeState>][] = [
    [ACTIONS.homeRefresh, () => ({})],
    [ACTIONS.homePrevious, (value) => ({ page: Number(value) })],
    [ACTIONS.homeNext, (value) => ({ page: Number(value) })],
    [ACTIONS.homeFilter, (value) => ({ filter: value as HomeState['filter'], page: 0 })],
    [ACTIONS.homeSide, (value) => ({ side: value as HomeState['side'] })],
  ];
  for (const [actionId, next] of clicks) {
    app.action(actionId, async ({ ack, body, action }) => {
      const value = action.type === 'static_select' ? action.selected_option.value : 'value' in action ? String(action.value) : '';
      await publishHome(body.user.id, JSON.stringify({ ...readState(metadataOf(body)), ...next(value) }), parts);
      await ack();
    });
  }
}

const metadataOf = (body: SlackAction) => ('view' in body ? body.view?.private_metadata : undefined);
