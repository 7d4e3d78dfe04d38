import { SCOPES } from '../../bot/surface.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { askSlack, slackFor } from './slack.js';

const APP_PAGE = 'api.slack.com/apps → the app';
const REINSTALL = `${APP_PAGE} → OAuth & Permissions → Reinstall to Workspace`;

/** What to do about each way in which Slack refuses a token. */
const REMEDIES: Record<string, string> = {
  invalid_auth: `${APP_PAGE} → OAuth & Permissions: copy the Bot User OAuth Token into SLACK_BOT_TOKEN`,
  not_authed: `${APP_PAGE} → OAuth & Permissions: copy the Bot User OAuth Token into SLACK_BOT_TOKEN`,
  token_revoked: `${REINSTALL}, then copy the new Bot User OAuth Token into SLACK_BOT_TOKEN`,
  token_expired: `${APP_PAGE} → OAuth & Permissions: switch token rotation off, reinstall, and copy the token into SLACK_BOT_TOKEN`,
  account_inactive: `the app was removed from the workspace: ${REINSTALL}, then copy the new token into SLACK_BOT_TOKEN`,
};

/** Does the token work, and has it every scope of the surface? */
export async function checkSlackToken(settings: Settings): Promise<Finding[]> {
  if (!settings.SLACK_BOT_TOKEN) return [advice('SLACK_BOT_TOKEN is not set: the product runs without Slack', 'docs/slack.md tells how to connect a workspace')];
  const answer = await askSlack(() => slackFor(settings, settings.SLACK_BOT_TOKEN).auth.test());
  if ('error' in answer) return [bad(`the token does not work: ${answer.error}`, REMEDIES[answer.error] ?? `is ${settings.SLACK_API_URL} reachable from here (proxy, firewall)?`)];
  const { user, team, response_metadata: meta } = answer.result;
  return [good(`token works: @${user} in ${team}`), judgeScopes(meta?.scopes)];
}

function judgeScopes(granted: string[] | undefined): Finding {
  if (!granted) return advice('Slack did not tell the token’s scopes', `compare ${APP_PAGE} → OAuth & Permissions → Bot Token Scopes with slack-manifest.yml`);
  const missing = Object.keys(SCOPES).filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return good(`all ${Object.keys(SCOPES).length} scopes granted`);
  const reasons = missing.map((scope) => `${scope} (${SCOPES[scope as keyof typeof SCOPES]})`);
  return bad(`scopes missing: ${reasons.join(', ')}`, `${APP_PAGE} → App Manifest: paste slack-manifest.yml and save; then ${REINSTALL}`);
}
