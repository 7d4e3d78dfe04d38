import type { Request, Response } from 'express';
import { selectOne } from '../../src/db/rows.js';
import type { Actor } from '../../src/domain/ctx.js';
import { actorOf } from '../../src/domain/people/agents.js';
import { recordPortalAccess, type AccessDetail, type PortalAccess, type PortalWay } from '../../src/domain/people/portal-access.js';
import { factorOf } from '../../src/domain/people/second-factor.js';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { countAttempts, type Attempts } from './attempts.js';
import type { Member } from './credentials.js';
import { tallies } from './failures.js';

/** What every way into the portal goes through: the rate limit, the second factor, the session and the trail. */
export interface Door {
  attempts: Attempts;
  record(actor: Actor, change: PortalAccess, agentId: number | null, ip: string, detail?: AccessDetail): Promise<void>;
  /** Counts an attempt. Minutes to wait, or undefined to go on. */
  lockOf(key: string, ip: string, way: PortalWay, response: Response, whose: () => Promise<number | null>): Promise<number | undefined>;
  /** Somebody was not let in: logged, and in the trail unless it is one of very many. */
  failed(way: PortalWay, agentId: number | null, ip: string): Promise<void>;
  /** This is the person; who has a second factor is asked for it first. */
  welcome(request: Request, member: Member, ip: string, next: string, slackUserId?: string): Promise<void>;
  /** Begins the session. */
  enter(request: Request, member: Member, ip: string): Promise<void>;
}

const NOBODY: Actor = { kind: 'system' };

export function openDoor(house: House, log: Log): Door {
  const attempts = countAttempts(house);
  const tally = tallies(house);
  const { source, clock, ledger } = house;

  const record: Door['record'] = (actor, change, agentId, ip, detail) => ledger.run(actor, {}, (ctx) => recordPortalAccess(ctx, change, agentId, ip.replace(/^::ffff:/, '') || null, detail));

  /** Written down unless it is one of very many; past those, the house's number without an address. */
  async function coalesced(change: 'failed' | 'locked_out', way: PortalWay, agentId: number | null, ip: string): Promise<void> {
    const worth = await (change === 'failed' ? tally.failed(`${ip}:${agentId ?? ''}`) : tally.lockedOut());
    if (worth?.ofKey !== undefined) await record(NOBODY, change, agentId, ip, { way, tries: worth.ofKey });
    else if (worth?.ofHouse !== undefined) await record(NOBODY, change, null, '', { way, tries: worth.ofHouse });
  }

  const enter: Door['enter'] = async (request, member, ip) => {
    const { next = '/admin', slackUserId } = request.session;
    await begin(request, { agentId: member.id, passwordMark: member.passwordMark, seenAt: clock.now().getTime(), ...(slackUserId ? { slackUserId } : {}) });
    await record(actorOf(member), 'signed_in', member.id, ip, { way: slackUserId ? 'slack' : 'password' });
    log.info({ ip, agent: member.id }, 'signed in');
    request.res?.redirect(303, next);
  };

  return {
    attempts,
    record,
    enter,
    async lockOf(key, ip, way, response, whose) {
      const { waitMs, locked } = await attempts.begin(key, ip);
      if (waitMs === 0) return undefined;
      log.warn({ ip }, 'sign-in refused: too many attempts');
      if (locked) await coalesced('locked_out', way, locked === 'pair' ? await whose() : null, ip);
      response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      return Math.ceil(waitMs / 60_000);
    },
    async failed(way, agentId, ip) {
      log.warn({ ip, ...(agentId === null ? {} : { agent: agentId }) }, way === 'code' ? 'second factor failed' : 'sign-in failed');
      await coalesced('failed', way, agentId, ip);
    },
    async welcome(request, member, ip, next, slackUserId) {
      const came = { next, ...(slackUserId ? { slackUserId } : {}) };
      if ((await factorOf(source.manager, member.id))?.confirmed) {
        await begin(request, { pending: { agentId: member.id, passwordMark: member.passwordMark, at: clock.now().getTime() }, ...came });
        request.res?.redirect(303, '/admin/login/code');
        return;
      }
      Object.assign(request.session, came);
      await enter(request, member, ip);
    },
  };
}

/** Whose e-mail this is; null when it is nobody's. */
export async function ownerOf({ source }: Pick<House, 'source'>, email: string): Promise<number | null> {
  return (await selectOne<{ id: number }>(source.manager, 'SELECT id FROM agents WHERE email = ?', [email]))?.id ?? null;
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
