import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { askSlack, slackFor } from './slack.js';

const TOKEN_PAGE = 'api.slack.com/apps → the app → Basic Information → App-Level Tokens: generate one with connections:write and copy it into SLACK_APP_TOKEN';

/** Which way Slack's events come (HTTP or Socket Mode), and whether the Socket Mode token opens a connection. */
export async function checkSlackEvents(settings: Settings): Promise<Finding[]> {
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = settings;
  if (!bot) return [];
  const findings: Finding[] = [];
  if (secret) findings.push(good('events come over HTTP (SLACK_SIGNING_SECRET), to PUBLIC_URL/slack/events'));
  else if (!app) return [bad('neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set: nothing attendants write arrives', 'Basic Information → Signing Secret into SLACK_SIGNING_SECRET (HTTP); or Socket Mode with SLACK_APP_TOKEN')];
  if (app === undefined) return findings;
  if (secret) findings.push(advice('SLACK_APP_TOKEN is set too and not used: SLACK_SIGNING_SECRET means HTTP', 'unset one of the two, as Settings → Socket Mode of the app is on or off'));
  // Opens a ticket for a websocket that is never connected; it expires by itself.
  const answer = await askSlack(() => slackFor(settings, app).apps.connections.open({}));
  if ('error' in answer) return [...findings, bad(`Slack refuses SLACK_APP_TOKEN: ${answer.error}`, answer.error === 'forbidden_team' || answer.error === 'socket_mode_disabled' ? 'switch Settings → Socket Mode on' : TOKEN_PAGE)];
  return [...findings, good(secret ? 'SLACK_APP_TOKEN works' : 'events come over Socket Mode, and SLACK_APP_TOKEN works')];
}
