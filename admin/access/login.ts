import express, { type Request, type Response, type Router } from 'express';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { countAttempts } from './attempts.js';
import { credentialCheck, type Member } from './credentials.js';
import { signInPage } from './login-page.js';
import { readBody, type ReadRequest } from './read-body.js';
import { COOKIE } from './session.js';

/** The largest body anybody may send without being signed in. */
const MOST_BYTES = 64 * 1024;

/** GET and POST /admin/login, GET /admin/logout. Every outcome is logged, never with the e-mail. */
export async function loginRoutes(house: House, log: Log): Promise<Router> {
  const { t } = house;
  const check = await credentialCheck(house.source.manager);
  const attempts = countAttempts(house);
  const router = express.Router();

  function refuse(response: Response, status: number, message: string, email: string, next: string): void {
    response.status(status).send(signInPage(house, { message, email, next }));
  }

  router.get('/login', (request, response) => {
    if (request.session.agentId !== undefined) response.redirect('/admin');
    else response.send(signInPage(house, { next: pathWithin(request.query['next']) }));
  });

  router.post('/login', readBody(MOST_BYTES), async (request: ReadRequest, response) => {
    const email = text(request.fields?.['email']).trim().toLowerCase();
    const next = pathWithin(request.fields?.['next']);
    const ip = request.ip ?? '';
    const waitMs = await attempts.begin(email, ip);
    if (waitMs > 0) {
      log.warn({ ip }, 'sign-in refused: too many attempts');
      response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      return refuse(response, 429, t('portal:sign_in.too_many', { minutes: Math.ceil(waitMs / 60_000) }), email, next);
    }
    const member = await check(email, text(request.fields?.['password']));
    if (!member) {
      log.warn({ ip }, 'sign-in failed');
      return refuse(response, 401, t('portal:sign_in.wrong'), email, next);
    }
    await attempts.forgive(email, ip);
    await signIn(request, member, house.clock.now().getTime());
    log.info({ ip, agent: member.id }, 'signed in');
    return response.redirect(303, next);
  });

  router.get('/logout', (request, response) => {
    log.info({ agent: request.session.agentId }, 'signed out');
    request.session.destroy(() => {
      response.clearCookie(COOKIE, { path: '/admin' });
      response.redirect('/admin/login');
    });
  });

  return router;
}

/** A new session id, so that one planted in the browser before is worth nothing. */
function signIn(request: Request, member: Member, now: number): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error);
      Object.assign(request.session, { agentId: member.id, passwordMark: member.passwordMark, seenAt: now });
      return request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where to go after sign-in: only ever a page of the portal. */
function pathWithin(wanted: unknown): string {
  const path = text(wanted);
  return /^\/admin(\/[\w/?&=.~%-]*)?$/.test(path) && !path.includes('//') ? path : '/admin';
}
