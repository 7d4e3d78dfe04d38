import { randomBytes } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import session from 'express-session';
import type { House } from '../../src/wire.js';

declare module 'express-session' {
  interface SessionData {
    /** agents.id of who signed in. */
    agentId: number;
    /** Tells whether the password is still the one of sign-in. */
    passwordMark: string;
    /** When the person last did something, ms since 1970. */
    seenAt: number;
    /** The password was right, the second factor is still asked for. */
    pending: { agentId: number; passwordMark: string; at: number };
    /** Where to go once signed in. */
    next: string;
    /** Signed in with Slack as this user. */
    slackUserId: string;
    /** What a sign-in with Slack that is under way has to bring back. */
    slack: { state: string; nonce: string; verifier: string; next: string; at: number };
  }
}

/** Setting `portal_idle_minutes` ends a session earlier (person.ts); after this long nothing of it is kept. */
export const LONGEST_MS = 24 * 3_600_000;

/** A session of somebody who is not signed in yet: the second factor, or the way over Slack. */
const UNDER_WAY_S = 15 * 60;

export const COOKIE = 'carinho.portal';

/**
 * Sessions in Redis, over the connection that fails fast: better an error page than a browser that hangs. Nothing is
 * stored for visitors who have not begun to sign in. Without SESSION_SECRET (never in production) a restart signs everybody out.
 */
export function portalSessions({ redis, prefix, config }: Pick<House, 'redis' | 'prefix' | 'config'>) {
  return session({
    name: COOKIE,
    secret: config.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    store: new RedisStore({ client: redis.producer, prefix: `${prefix}:portal:session:`, ttl: ({ agentId }: { agentId?: number }) => (agentId === undefined ? UNDER_WAY_S : LONGEST_MS / 1000) }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { path: '/admin', httpOnly: true, sameSite: 'lax', secure: config.NODE_ENV === 'production', maxAge: LONGEST_MS },
  });
}
