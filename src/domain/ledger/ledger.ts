import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../../db/transaction.js';
import type { Clock } from '../../kit/clock.js';
import { Broken, Refused } from '../../kit/errors.js';
import { lockConversation } from '../conversation/lock.js';
import type { Actor, Conversation, Ctx, DeliverySpec, HouseWords, Ledger } from '../ctx.js';
import type { Fact, FactKind, FactOf } from '../facts.js';
import { appendHistory } from '../history/history.js';
import { enqueue } from '../outbox/enqueue.js';
import type { Outside } from '../partners/outside.js';
import type { Settings } from '../settings/settings.js';
import type { Calendar } from '../working-hours/calendar.js';

export type Reaction<K extends FactKind> = (ctx: Ctx, fact: FactOf<K>) => Promise<void>;
export type Reactions = { [K in FactKind]: Reaction<K>[] };
export type Routes = { [K in FactKind]: (fact: FactOf<K>, ctx: Ctx) => DeliverySpec[] };

export interface LedgerParts {
  source: DataSource;
  clock: Clock;
  settings: () => Promise<Settings>;
  calendar: () => Promise<Calendar>;
  outside: () => Promise<Outside>;
  house: HouseWords;
  reactions: Reactions;
  routes: Routes;
  /** Hints that these lanes have work. Must not throw; nothing depends on it. */
  wake: (lanes: string[]) => void;
}

export type { Ledger } from '../ctx.js';

/** How far reactions may cause facts that cause reactions. */
const MAX_ROUNDS = 5;

/** Builds the ledger. The two tables are handed in: they stand above it. */
export function createLedger(parts: LedgerParts): Ledger {
  return {
    async run(actor, where, command) {
      const [settings, calendar, outside] = await Promise.all([parts.settings(), parts.calendar(), parts.outside()]);
      const woken = new Set<string>();
      const result = await inTransaction(parts.source, async (tx) => {
        woken.clear();
        const session = openSession(tx, parts.clock.now(), actor, { settings, calendar, outside, house: parts.house });
        if (where.conversation !== undefined) session.ctx.enter(await session.ctx.lock(where.conversation));
        const value = await command(session.ctx);
        for (const name of await settle(session, parts)) woken.add(name);
        return value;
      });
      if (woken.size > 0) parts.wake([...woken]);
      return result;
    },
  };
}

interface Session {
  ctx: Ctx;
  takeFacts(): Fact[];
}

function openSession(tx: EntityManager, now: Date, actor: Actor, known: Pick<Ctx, 'settings' | 'calendar' | 'outside' | 'house'>): Session {
  let facts: Fact[] = [];
  let current: Conversation | undefined;
  const kinds: FactKind[] = [];
  const locked = new Map<number, Conversation>();
  const ctx: Ctx = {
    tx,
    now,
    actor,
    ...known,
    get conversation() {
      if (!current) throw new Broken('this command was started without a conversation');
      return current;
    },
    async lock(id) {
      const found = locked.get(id) ?? (await lockConversation(tx, id));
      if (!found) throw new Broken(`conversation ${id} does not exist`);
      locked.set(id, found);
      return found;
    },
    record(fact) {
      facts.push(fact);
      kinds.push(fact.kind);
    },
    happened: (kind) => kinds.includes(kind),
    async attempt(part) {
      const before = { facts: facts.length, kinds: kinds.length, conversations: [...locked].map(([id, row]) => [id, { ...row }] as const), current };
      await tx.query('SAVEPOINT attempt');
      try {
        return await part();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await tx.query('ROLLBACK TO SAVEPOINT attempt');
        facts.length = before.facts;
        kinds.length = before.kinds;
        const known = new Map(before.conversations);
        for (const [id, row] of locked) {
          if (known.has(id)) Object.assign(row, known.get(id));
          else locked.delete(id);
        }
        current = before.current;
        throw error;
      }
    },
    enter(conversation) {
      locked.set(conversation.id, conversation);
      current = conversation;
    },
  };
  return {
    ctx,
    takeFacts() {
      const taken = facts;
      facts = [];
      return taken;
    },
  };
}

/** History, reactions and deliveries of everything recorded, until nothing is left. Returns the lanes with new work. */
async function settle(session: Session, parts: LedgerParts): Promise<Set<string>> {
  const { ctx } = session;
  const happened: Fact[] = [];
  const outgoing: DeliverySpec[] = [];
  let facts = session.takeFacts();
  for (let round = 1; facts.length > 0; round += 1) {
    if (round > MAX_ROUNDS) throw new Broken(`reactions do not come to rest: ${facts.map((fact) => fact.kind).join(', ')}`);
    for (const fact of facts) {
      happened.push(fact);
      outgoing.push(...(parts.routes[fact.kind] as (fact: Fact, ctx: Ctx) => DeliverySpec[])(fact, ctx));
      for (const react of parts.reactions[fact.kind] as ((ctx: Ctx, fact: Fact) => Promise<void>)[]) await react(ctx, fact);
    }
    facts = session.takeFacts();
  }
  const distinct = outgoing.filter((spec, index) => spec.liveKey === undefined || outgoing.findIndex((other) => other.liveKey === spec.liveKey) === index);
  await appendHistory(ctx.tx, happened, ctx.actor, ctx.now);
  await enqueue(ctx.tx, distinct, ctx.now);
  return new Set(distinct.filter((spec) => !spec.notBefore || spec.notBefore <= ctx.now).map((spec) => spec.lane));
}
