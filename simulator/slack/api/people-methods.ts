import { APP, TEAM } from '../identity.js';
import type { JsonObject, SimUser } from '../model.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, text } from './api-error.js';

/** A user as users.info and users.list tell it. */
export function wireUser(user: SimUser): JsonObject {
  const [first, ...rest] = user.realName.split(' ');
  return {
    id: user.id, team_id: TEAM.id, name: user.name, deleted: false, real_name: user.realName, tz: 'America/Sao_Paulo', tz_label: 'Brasilia Time', tz_offset: -10_800,
    is_bot: user.isBot, is_app_user: false, is_admin: false, is_owner: false, is_primary_owner: false, is_restricted: user.isGuest, is_ultra_restricted: false, updated: 1_700_000_000,
    profile: {
      real_name: user.realName, real_name_normalized: user.realName, display_name: user.isBot ? '' : user.realName, display_name_normalized: user.realName,
      first_name: first, last_name: rest.join(' '), title: '', phone: '', skype: '', status_text: '', status_emoji: '', avatar_hash: 'g0', team: TEAM.id,
      ...(user.isBot ? { api_app_id: APP.id, bot_id: APP.botId } : {}),
    },
  };
}

/** auth, users, team, bots and usergroups. */
export const peopleMethods: Record<string, ApiMethod> = {
  'auth.test': () => ({
    url: `https://${TEAM.domain}.slack.com/`, team: TEAM.name, user: 'carinho', team_id: TEAM.id, user_id: APP.botUser, bot_id: APP.botId, is_enterprise_install: false,
  }),
  'api.test': (args) => ({ args }),
  'users.info': (args, sim) => {
    const user = sim.store.users.get(text(args, 'user', 'user_not_found'));
    if (!user) throw new ApiError('user_not_found');
    return { user: wireUser(user) };
  },
  'users.list': (_args, sim) => ({
    members: [...sim.store.users.values()].map(wireUser), cache_ts: Math.floor(Date.now() / 1000), response_metadata: { next_cursor: '' },
  }),
  'team.info': () => ({ team: { id: TEAM.id, name: TEAM.name, domain: TEAM.domain, email_domain: '', icon: { image_default: true } } }),
  'bots.info': (args) => {
    if (args.bot !== undefined && args.bot !== APP.botId) throw new ApiError('bot_not_found');
    return { bot: { id: APP.botId, deleted: false, name: APP.name, updated: 1_700_000_000, app_id: APP.id, user_id: APP.botUser, icons: {} } };
  },
  'usergroups.list': () => ({ usergroups: [] }),
};
