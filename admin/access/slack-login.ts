import express, { type Request, type Response, type Router } from 'express';
import { AuthorizationResponseError } from 'openid-client';
import { findAgentBySlackId } from '../../src/domain/people/agents.js';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { findMemberBySlack, type Member } from './credentials.js';
import type { Door } from './door.js';
import { signInPage } from './login-page.js';
import { pathWithin } from './path-within.js';
import { slackProvider, type SlackProvider, type SlackWay } from './slack-provider.js';

const CALLBACK = '/admin/login/slack/callback';
/** How long somebody may stay at Slack's, ms. */
const WAY_MS = 10 * 60_000;
/** All attempts over Slack of an address are counted together: which person it is shows only afterwards. */
const KEY = 'slack';

/**
 * Sign in with Slack: GET /login/slack leads there, GET /login/slack/callback takes the way back. Whom Slack names is
 * matched by the Slack user alone, in our workspace; never by the e-mail, which people can change.
 */
export function slackRoutes(house: House, door: Door, log: Log): Router {
  const router = express.Router();
  const provider = slackProvider(house);
  if (!provider) return router;
  const { t, clock, config } = house;
  const addressOf = (request: Request) => `${(config.PUBLIC_URL ?? `${request.protocol}://${request.host}`).replace(/\/$/, '')}${CALLBACK}`;
  const say = (response: Response, status: number, next: string, key: string, vars = {}) => response.status(status).send(signInPage(house, { message: t(`portal:sign_in.${key}`, vars), next }));

  const backAddress = (request: Request) => new URL(`${addressOf(request)}${new URL(request.originalUrl, 'http://x').search}`);

  router.get('/login/slack', async (request, response) => {
    const next = pathWithin(request.query['next']);
    try {
      const { url, way } = await provider.begin(addressOf(request));
      request.session.slack = { ...way, next, at: clock.now().getTime() };
      return response.redirect(303, url.href);
    } catch (error) {
      log.warn({ err: error }, 'sign in with Slack cannot begin');
      return say(response, 503, next, 'slack_away');
    }
  });

  router.get('/login/slack/callback', async (request, response) => {
    const ip = request.ip ?? '';
    const way = request.session.slack;
    delete request.session.slack; // worth one attempt
    if (!way || clock.now().getTime() - way.at > WAY_MS) return say(response, 400, '/admin', 'slack_again');
    const minutes = await door.lockOf(KEY, ip, 'slack', response, async () => null);
    if (minutes !== undefined) return say(response, 429, way.next, 'too_many', { minutes });
    const answer = await whoIsIt(backAddress(request), way, provider, house, log);
    if ('said' in answer) {
      if (answer.counts) await door.failed('slack', answer.agentId, ip);
      else await door.attempts.forgive(KEY, ip);
      return say(response, answer.status, way.next, answer.said);
    }
    await door.attempts.forgive(KEY, ip);
    return door.welcome(request, answer.member, ip, way.next, answer.userId);
  });

  return router;
}

interface Refused {
  said: string;
  status: number;
  agentId: number | null;
  /** It is a failed attempt, not somebody's change of mind. */
  counts: boolean;
}

/** Who came back, or why nobody is let in. */
async function whoIsIt(url: URL, way: SlackWay, provider: SlackProvider, { source }: Pick<House, 'source'>, log: Log): Promise<{ member: Member; userId: string } | Refused> {
  try {
    const { userId, teamId } = await provider.finish(url, way);
    const team = await provider.team();
    if (team !== undefined && team !== teamId) return { said: 'slack_team', status: 403, agentId: null, counts: true };
    const member = userId === '' ? undefined : await findMemberBySlack(source.manager, userId);
    if (member) return { member, userId };
    const agent = userId === '' ? undefined : await findAgentBySlackId(source.manager, userId);
    return { said: 'slack_nobody', status: 403, agentId: agent?.id ?? null, counts: true };
  } catch (error) {
    const cancelled = error instanceof AuthorizationResponseError && error.error === 'access_denied';
    log.warn({ err: error }, cancelled ? 'sign in with Slack was given up' : 'sign in with Slack failed');
    return cancelled ? { said: 'slack_cancelled', status: 200, agentId: null, counts: false } : { said: 'slack_failed', status: 401, agentId: null, counts: true };
  }
}
