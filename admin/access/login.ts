import express, { type Request, type Response, type Router } from 'express';
import { selectOne } from '../../src/db/rows.js';
import type { Actor } from '../../src/domain/ctx.js';
import { actorOf } from '../../src/domain/people/agents.js';
import { recordPortalAccess, type PortalAccess } from '../../src/domain/people/portal-access.js';
import { factorOf } from '../../src/domain/people/second-factor.js';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { countAttempts, type Attempts } from './attempts.js';
import { takesCode } from './check-code.js';
import { codePage } from './code-page.js';
import { credentialCheck, findMember, type Member } from './credentials.js';
import { signInPage } from './login-page.js';
import { readBody, type ReadRequest } from './read-body.js';
import { COOKIE } from './session.js';

/** The largest body anybody may send without being signed in. */
const MOST_BYTES = 64 * 1024;
/** How long the second factor may take after the password, ms. */
const CODE_MS = 10 * 60_000;

/**
 * GET and POST /admin/login, the second factor's /admin/login/code, GET /admin/logout. Every outcome is logged, never
 * with the e-mail; who came, went or was locked out is in the audit trail.
 */
export async function loginRoutes(house: House, log: Log): Promise<Router> {
  const { t } = house;
  const check = await credentialCheck(house.source.manager);
  const attempts = countAttempts(house);
  const router = express.Router();
  const record = (actor: Actor, change: PortalAccess, agentId: number | null, ip: string) => house.ledger.run(actor, {}, (ctx) => recordPortalAccess(ctx, change, agentId, ip.replace(/^::ffff:/, '')));

  /** Minutes to wait, or undefined to go on. */
  async function lockOf(key: string, ip: string, response: Response, whose: () => Promise<number | null>): Promise<number | undefined> {
    const { waitMs, locked } = await attempts.begin(key, ip);
    if (waitMs === 0) return undefined;
    log.warn({ ip }, 'sign-in refused: too many attempts');
    if (locked) await record({ kind: 'system' }, 'locked_out', await whose(), ip);
    response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    return Math.ceil(waitMs / 60_000);
  }

  async function enter(request: Request, member: Member, ip: string): Promise<void> {
    const next = request.session.next ?? '/admin';
    await begin(request, { agentId: member.id, passwordMark: member.passwordMark, seenAt: house.clock.now().getTime() });
    await record(actorOf(member), 'signed_in', member.id, ip);
    log.info({ ip, agent: member.id }, 'signed in');
    request.res?.redirect(303, next);
  }

  router.get('/login', (request, response) => {
    if (request.session.agentId !== undefined) response.redirect('/admin');
    else response.send(signInPage(house, { next: pathWithin(request.query['next']) }));
  });

  router.post('/login', readBody(MOST_BYTES), async (request: ReadRequest, response) => {
    const email = text(request.fields?.['email']).trim().toLowerCase();
    const next = pathWithin(request.fields?.['next']);
    const ip = request.ip ?? '';
    const refuse = (status: number, message: string) => response.status(status).send(signInPage(house, { message, email, next }));
    const minutes = await lockOf(email, ip, response, async () => (await selectOne<{ id: number }>(house.source.manager, 'SELECT id FROM agents WHERE email = ?', [email]))?.id ?? null);
    if (minutes !== undefined) return refuse(429, t('portal:sign_in.too_many', { minutes }));
    const member = await check(email, text(request.fields?.['password']));
    if (!member) {
      log.warn({ ip }, 'sign-in failed');
      return refuse(401, t('portal:sign_in.wrong'));
    }
    await attempts.forgive(email, ip);
    if ((await factorOf(house.source.manager, member.id))?.confirmed) {
      await begin(request, { pending: { agentId: member.id, passwordMark: member.passwordMark, at: house.clock.now().getTime() }, next });
      return response.redirect(303, '/admin/login/code');
    }
    request.session.next = next;
    return enter(request, member, ip);
  });

  codeRoutes(router, house, { attempts, lockOf, enter, log });

  router.get('/logout', async (request, response) => {
    const { agentId } = request.session;
    const member = agentId === undefined ? undefined : await findMember(house.source.manager, agentId);
    if (member) await record(actorOf(member), 'signed_out', member.id, request.ip ?? '');
    log.info({ agent: agentId }, 'signed out');
    request.session.destroy(() => {
      response.clearCookie(COOKIE, { path: '/admin' });
      response.redirect('/admin/login');
    });
  });

  return router;
}

interface Door {
  attempts: Attempts;
  lockOf(key: string, ip: string, response: Response, whose: () => Promise<number | null>): Promise<number | undefined>;
  enter(request: Request, member: Member, ip: string): Promise<void>;
  log: Log;
}

/** The second factor: only after the password, within ten minutes, five tries. */
function codeRoutes(router: Router, house: House, { attempts, lockOf, enter, log }: Door): void {
  const pendingOf = async (request: Request): Promise<Member | undefined> => {
    const { pending } = request.session;
    if (!pending || house.clock.now().getTime() - pending.at > CODE_MS) return undefined;
    const member = await findMember(house.source.manager, pending.agentId);
    return member?.passwordMark === pending.passwordMark ? member : undefined;
  };

  router.get('/login/code', async (request, response) => {
    if (await pendingOf(request)) response.send(codePage(house));
    else response.redirect('/admin/login');
  });

  router.post('/login/code', readBody(MOST_BYTES), async (request: ReadRequest, response) => {
    const member = await pendingOf(request);
    if (!member) return response.redirect(303, '/admin/login');
    const ip = request.ip ?? '';
    const key = `code:${member.id}`;
    const minutes = await lockOf(key, ip, response, async () => member.id);
    if (minutes !== undefined) return response.status(429).send(codePage(house, house.t('portal:sign_in.too_many', { minutes })));
    if (!(await takesCode(house, actorOf(member) as never, text(request.fields?.['code']), ip))) {
      log.warn({ ip, agent: member.id }, 'second factor failed');
      return response.status(401).send(codePage(house, house.t('portal:factor.wrong')));
    }
    await attempts.forgive(key, ip);
    return enter(request, member, ip);
  });
}

/** A new session id, so that one planted in the browser before is worth nothing. */
function begin(request: Request, content: Partial<Request['session']>): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error);
      Object.assign(request.session, content);
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
