import type { NextFunction, Request, Response } from 'express';
import type { Actor } from '../../src/domain/ctx.js';
import type { Role } from '../../src/domain/facts.js';
import { actorOf } from '../../src/domain/people/agents.js';
import type { House } from '../../src/wire.js';
import { findMember, type Member } from './credentials.js';

/** Who is signed in, as AdminJS carries it (`currentAdmin`) and shows it: it prints `email` as the person's name. */
export interface Person {
  id: string;
  email: string;
  title: string;
  role: Role;
}

/** Sent by the dashboard with its periodic refresh, which is nothing the person does. */
const REFRESH_HEADER = 'x-portal-refresh';

/** Writing down every click would cost a write each; this is exact enough for a time-out of five minutes or more. */
const SEEN_STEP_MS = 60_000;

const actors = new WeakMap<object, Actor>();

/** The ledger's actor for AdminJS's `currentAdmin`. */
export function actorFor(currentAdmin: unknown): Actor {
  const actor = typeof currentAdmin === 'object' && currentAdmin !== null ? actors.get(currentAdmin) : undefined;
  if (!actor) throw new Error('an action without a signed-in person');
  return actor;
}

/**
 * Lets only signed-in people on; others go to the sign-in page. The person is read again at every request, so that who
 * is deactivated, loses the role or gets another password is out at once.
 */
export function requirePerson(house: Pick<House, 'source' | 'clock' | 't' | 'settings'>) {
  return async (request: Request, response: Response, next: NextFunction) => {
    const { session } = request;
    if (session.agentId === undefined) return toSignIn(request, response);
    const now = house.clock.now().getTime();
    const idleMs = (await house.settings.get()).portal_idle_minutes * 60_000;
    const member = now - (session.seenAt ?? 0) < idleMs ? await findMember(house.source.manager, session.agentId) : undefined;
    const isSame = member?.passwordMark === session.passwordMark && [undefined, member?.slack_user_id].includes(session.slackUserId);
    if (!member || !isSame) return session.destroy(() => toSignIn(request, response));
    if (!isRefresh(request) && now - (session.seenAt ?? 0) > SEEN_STEP_MS) session.seenAt = now;
    // AdminJS looks for it in the session; not enumerable, so that it is never stored there.
    Object.defineProperty(session, 'adminUser', { value: personOf(member, house.t), enumerable: false, configurable: true });
    return next();
  };
}

/** What a page asks again and again by itself is nothing the person does. */
function isRefresh({ headers, path }: Request): boolean {
  return headers[REFRESH_HEADER] !== undefined || path.startsWith('/queues/api/');
}

function personOf(member: Member, t: House['t']): Person {
  const person: Person = { id: String(member.id), email: member.name, title: t(`portal:codes.role.${member.role}`), role: member.role };
  actors.set(person, actorOf(member));
  return person;
}

function toSignIn(request: Request, response: Response): void {
  const wanted = request.method === 'GET' && !request.path.startsWith('/api/') ? request.originalUrl : '/admin';
  response.redirect(wanted === '/admin' || wanted === '/admin/' ? '/admin/login' : `/admin/login?next=${encodeURIComponent(wanted)}`);
}
