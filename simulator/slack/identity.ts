/** Ids of the simulated app and its team; the same in every workspace. */
export const TEAM = { id: 'T0CARINHO01', domain: 'carinho', name: 'Carinho com Você' } as const;
export const APP = { id: 'A0CARINHO01', botId: 'B0CARINHO01', botUser: 'U0CARINHO01', name: 'Carinho' } as const;
export const SLACKBOT = 'USLACKBOT';

/** Scopes the app was granted, as told by the `x-oauth-scopes` header. */
export const SCOPES = [
  'app_mentions:read', 'channels:history', 'channels:join', 'channels:read', 'chat:write', 'chat:write.customize',
  'commands', 'files:read', 'files:write', 'groups:history', 'groups:read', 'im:history', 'im:read',
  'im:write', 'metadata.message:read', 'reactions:read', 'reactions:write', 'team:read', 'usergroups:read', 'users:read',
];
