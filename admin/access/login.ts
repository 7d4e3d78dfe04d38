import express, { type Router } from 'express';
import { actorOf } from '../../src/domain/people/agents.js';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { codeRoutes } from './code-login.js';
import { credentialCheck, findMember } from './credentials.js';
import { openDoor, ownerOf } from './door.js';
import { signInPage } from './login-page.js';
import { pathWithin, textOf } from './path-within.js';
import { readBody, type ReadRequest } from './read-body.js';
import { COOKIE } from './session.js';
import { slackRoutes } from './slack-login.js';

/** The largest body anybody may send without being signed in. */
const MOST_BYTES = 64 * 1024;

/**
 * GET and POST /admin/login, the second factor's /admin/login/code, Slack's /admin/login/slack, GET /admin/logout. Every
 * outcome is logged, never with the e-mail; who came, went, failed or was locked out is in the audit trail.
 */
export async function loginRoutes(house: House, log: Log): Promise<Router> {
  const { t } = house;
  const check = await credentialCheck(house.source.manager);
  const door = openDoor(house, log);
  const router = express.Router();

  router.get('/login', (request, response) => {
    if (request.session.agentId !== undefined) response.redirect('/admin');
    else response.send(signInPage(house, { next: pathWithin(request.query['next']) }));
  });

  router.post('/login', readBody(MOST_BYTES), async (request: ReadRequest, response) => {
    const email = textOf(request.fields?.['email']).trim().toLowerCase();
    const next = pathWithin(request.fields?.['next']);
    const ip = request.ip ?? '';
    const refuse = (status: number, message: string) => response.status(status).send(signInPage(house, { message, email, next }));
    const minutes = await door.lockOf(email, ip, 'password', response, () => ownerOf(house, email));
    if (minutes !== undefined) return refuse(429, t('portal:sign_in.too_many', { minutes }));
    const member = await check(email, textOf(request.fields?.['password']));
    if (!member) {
      await door.failed('password', await ownerOf(house, email), ip);
      return refuse(401, t('portal:sign_in.wrong'));
    }
    await door.attempts.forgive(email, ip);
    return door.welcome(request, member, ip, next);
  });

  router.use(codeRoutes(house, door));
  router.use(slackRoutes(house, door, log));

  router.get('/logout', async (request, response) => {
    const { agentId } = request.session;
    const member = agentId === undefined ? undefined : await findMember(house.source.manager, agentId);
    if (member) await door.record(actorOf(member), 'signed_out', member.id, request.ip ?? '');
    log.info({ agent: agentId }, 'signed out');
    request.session.destroy(() => {
      response.clearCookie(COOKIE, { path: '/admin' });
      response.redirect('/admin/login');
    });
  });

  return router;
}
