import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../../src/db/data-source.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { migrate } from '../../src/db/migrate.js';
import { select, write } from '../../src/db/rows.js';
import type { Actor } from '../../src/domain/ctx.js';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { reopenByPerson } from '../../src/domain/funnel/reopen.js';
import { setPriority } from '../../src/domain/funnel/set-priority.js';
import { retryMessage } from '../../src/domain/inbox/decide-reply.js';
import type { InboundMessage } from '../../src/domain/inbox/inbound-message.js';
import { receiveMessages } from '../../src/domain/inbox/receive-messages.js';
import { moveMessage } from '../../src/domain/inbox/record-status.js';
import { takeReply } from '../../src/domain/inbox/send-reply.js';
import { createLedger, type Ledger } from '../../src/domain/ledger/ledger.js';
import { findAgent, saveAgent } from '../../src/domain/people/agents.js';
import { onTimer, reactions } from '../../src/domain/reactions.js';
import { routes } from '../../src/domain/routes.js';
import { SETTING_DEFAULTS } from '../../src/domain/settings/settings.js';
import { instantAfter, minutesSpent } from '../../src/domain/sla/clock-rules.js';
import { DEFAULT_TARGETS, writePolicy } from '../../src/domain/sla/policy.js';
import { takeTimer, type DueTimer } from '../../src/domain/timers/timers.js';
import { createCalendar, type Calendar } from '../../src/domain/working-hours/calendar.js';
import { loadHours } from '../../src/domain/working-hours/load-calendar.js';
import { ManualClock } from '../../src/kit/clock.js';
import { createTranslate } from '../../src/kit/i18n.js';
import { createDatabase } from '../support/database.js';
import { setException, setWeek } from '../support/house-hours.js';
import { seeded } from '../faults/threads.js';
import { MinuteTable, Oracle, type Happening, type Rank, type Rules } from './oracle.js';

const ZONE = 'America/Sao_Paulo';
const CONVERSATIONS = Number(process.env['ORACLE_CONVERSATIONS'] ?? 120);
const SEED = Number(process.env['ORACLE_SEED'] ?? 20_270_315);
const LANES = 8;
const at = (iso: string) => DateTime.fromISO(iso, { zone: ZONE }).toMillis();
const [FROM, TO] = [at('2027-03-15T00:00'), at('2027-04-30T00:00')];
const CLOSED_DAYS = ['2027-03-26', '2027-04-21'];

/** Two weeks in three spells, with other hours or goals in each. */
const usual = (local: DateTime, opens = 8) => local.weekday <= 5 && local.hour >= opens && local.hour < 18 && !CLOSED_DAYS.includes(local.toISODate() as string);
const GOALS: Rules['goals'] = { low: [60, 480], normal: [30, 240], high: [15, 120], urgent: [5, 60] };
const SHORTER: Rules['goals'] = { low: [60, 480], normal: [20, 180], high: [15, 120], urgent: [10, 60] };
const lunch = (local: DateTime) => local.hour === 12 || (local.hour === 13 && local.minute < 30);
const SPELLS: { from: number; rules: Rules }[] = [
  { from: at('2027-03-15T08:10'), rules: { isOpen: (local) => usual(local), goals: GOALS } },
  { from: at('2027-03-18T10:20:30'), rules: { isOpen: (local) => usual(local) && !lunch(local) && local.toISODate() !== '2027-03-19', goals: GOALS } },
  { from: at('2027-03-23T15:05'), rules: { isOpen: (local) => usual(local) && !lunch(local) && local.toISODate() !== '2027-03-19', goals: SHORTER } },
];
const END = at('2027-03-29T12:00');

let source: DataSource;
let database: Awaited<ReturnType<typeof createDatabase>>;
let calendar: Calendar;
let ana: NonNullable<Awaited<ReturnType<typeof findAgent>>>;
const settings = { ...SETTING_DEFAULTS, reopen_window_hours: 24 * 60, reply_guard: 'any' as const };

beforeAll(async () => {
  database = await createDatabase();
  source = await openDatabase({ url: database.url, migrations, poolSize: LANES + 2 });
  await migrate(source);
  await seedDomainFacts(source.manager, new Date(FROM), createTranslate('pt-BR'));
  await saveAgent(source.manager, new Date(FROM), { name: 'Ana Lima', email: 'ana@carinho.test', role: 'supervisor', slackUserId: 'U0ANA000001' });
  ana = (await findAgent(source.manager, 1)) as typeof ana;
  calendar = createCalendar(await loadHours(source.manager), ZONE);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const ledgerAt = (clock: ManualClock): Ledger =>
  createLedger({
    source, clock, settings: () => Promise.resolve(settings), calendar: () => Promise.resolve(calendar), outside: () => Promise.resolve({ partners: [], webhooks: [] }), reactions, routes, wake: () => undefined,
    house: { brand: 'Carinho', zone: ZONE, locale: 'pt-BR', t: createTranslate('pt-BR'), calendar: () => Promise.resolve(calendar) },
  });

/** One family, played by the product and by the oracle side by side. */
class Family {
  readonly clock = new ManualClock(new Date(FROM));
  readonly oracle: Oracle;
  readonly happened: Happening[] = [];
  private readonly ledger = ledgerAt(this.clock);
  private readonly messageIds: number[] = [];
  private readonly person: Actor = { kind: 'agent', id: 1, name: 'Ana Lima', role: 'supervisor', slackUserId: 'U0ANA000001' };
  id = 0;

  constructor(private readonly index: number, private readonly random: () => number, table: MinuteTable, rules: Rules) {
    this.oracle = new Oracle(table, rules);
  }

  /** Runs the timers up to `until`, as a worker would. */
  async pass(until: number): Promise<void> {
    for (;;) {
      const [timer] = await select<DueTimer>(source.manager, "SELECT id, due_at FROM timers WHERE kind = 'sla' AND conversation_id = ?", [this.id]);
      if (!timer || timer.due_at.getTime() > until) break;
      this.clock.advance(Math.max(0, timer.due_at.getTime() - this.clock.now().getTime()));
      await this.ledger.run({ kind: 'system' }, { conversation: this.id }, async (ctx) => {
        if (await takeTimer(ctx.tx, timer.id, ctx.now)) await onTimer.sla(ctx);
      });
    }
    this.clock.advance(until - this.clock.now().getTime());
    this.oracle.pass(until);
  }

  async play(from: number, to: number): Promise<void> {
    const moments = Array.from({ length: 2 + Math.floor(this.random() * 5) }, () => this.moment(from, to)).sort((a, b) => a - b);
    for (const moment of moments) {
      const happening = this.choose(moment);
      if (!happening) continue;
      await this.pass(moment);
      this.happened.push(happening);
      await this.perform(happening);
      this.oracle.apply(happening);
    }
    await this.pass(to);
  }

  /** Whole seconds; mostly close to what happened before, so that things happen within each other's goals. */
  private moment(from: number, to: number): number {
    const last = this.happened.at(-1)?.at;
    const near = last !== undefined && last >= from && this.random() < 0.5 ? last + this.random() * 3_600_000 : from + this.random() * (to - from);
    const local = DateTime.fromMillis(Math.min(near, to - 1000), { zone: ZONE });
    const office = this.random() < 0.85 ? local.set({ hour: 8 + Math.floor(this.random() * 10) }) : local;
    return Math.floor(Math.min(Math.max(office.toMillis(), from + 1000), to - 1000) / 1000) * 1000;
  }

  private choose(moment: number): Happening | undefined {
    const { oracle, random } = this;
    const pick = <T>(values: T[]) => values[Math.floor(random() * values.length)] as T;
    if (oracle.words.length === 0) return { is: 'says', at: moment };
    if (!oracle.isOpen) return random() < 0.5 ? { is: 'says', at: moment } : { is: 'reopens', at: moment };
    // What has arrived cannot fail any more.
    const answers = oracle.words.flatMap((word, index) => (word.from === 'agent' && !this.happened.some((one) => one.is === 'arrives' && one.answer === index) ? [{ index, ok: word.ok }] : []));
    const lastWord = oracle.words.at(-1)?.at as number;
    const statuses = { new: ['triage', 'waiting'], triage: ['proposal', 'waiting'], proposal: ['waiting', 'active'], waiting: ['proposal', 'active'], active: [], closed: [] } as const;
    const roll = random();
    if (roll < 0.3) return { is: 'says', at: moment };
    if (roll < 0.5) return { is: 'answers', at: moment };
    if (roll < 0.58) return { is: 'phone', at: moment, wrote: Math.max(lastWord + 1000, moment - (random() < 0.5 ? 0 : Math.floor(random() * 1800) * 1000)) };
    if (roll < 0.72 && answers.length > 0) {
      const answer = pick(answers);
      return answer.ok ? { is: 'fails', at: moment, answer: answer.index } : { is: random() < 0.5 ? 'arrives' : 'retries', at: moment, answer: answer.index };
    }
    if (roll < 0.84) return statuses[oracle.status].length === 0 ? undefined : { is: 'moves', at: moment, to: pick([...statuses[oracle.status]]) };
    if (roll < 0.94) return { is: 'ranks', at: moment, to: pick(['low', 'normal', 'high', 'urgent'] as Rank[]) };
    return { is: 'closes', at: moment };
  }

  private async perform(happening: Happening): Promise<void> {
    const one = { conversation: this.id };
    if (happening.is === 'says' || happening.is === 'phone') await this.receive(happening.is === 'says' ? 'contact' : 'phone', happening.is === 'phone' ? happening.wrote : happening.at);
    else if (happening.is === 'answers') await this.ledger.run(this.person, one, (ctx) => takeReply(ctx, { channelId: 'C1', threadTs: `${this.id}.1`, ts: `${this.id}.${this.happened.length}`, slackUserId: 'U0ANA000001', intent: 'reply', body: 'Certo.', author: ana }));
    else if (happening.is === 'moves') await this.ledger.run(this.person, one, (ctx) => moveFunnel(ctx, { to: happening.to }));
    else if (happening.is === 'closes') await this.ledger.run(this.person, one, (ctx) => moveFunnel(ctx, { to: 'closed' }));
    else if (happening.is === 'reopens') await this.ledger.run(this.person, one, reopenByPerson);
    else if (happening.is === 'ranks') await this.ledger.run(this.person, one, (ctx) => setPriority(ctx, happening.to, 'porque sim'));
    else if (happening.is === 'retries') await this.ledger.run(this.person, one, (ctx) => retryMessage(ctx, this.messageIds[happening.answer] as number));
    else if ('answer' in happening) await this.ledger.run({ kind: 'system' }, one, async (ctx) => {
      const [row] = await select<Parameters<typeof moveMessage>[1]>(ctx.tx, 'SELECT id, conversation_id, reply_id, status FROM messages WHERE id = ?', [this.messageIds[happening.answer]]);
      expect(await moveMessage(ctx, row as NonNullable<typeof row>, happening.is === 'fails' ? 'failed' : 'sent', { at: ctx.now, error: null })).toBe(happening.is === 'fails');
      if (happening.is === 'arrives') expect(await moveMessage(ctx, row as NonNullable<typeof row>, 'delivered', { at: ctx.now, error: null })).toBe(true);
    });
    if (['says', 'phone', 'answers'].includes(happening.is)) this.messageIds.push((await select<{ id: number }>(source.manager, 'SELECT MAX(id) AS id FROM messages WHERE conversation_id = ?', [this.id]))[0]?.id as number);
  }

  private async receive(origin: 'contact' | 'phone', wrote: number): Promise<void> {
    const message: InboundMessage = {
      eventId: this.messageIds.length, externalId: `${this.index}-${this.messageIds.length}`, identity: { lid: null, phone: `55119${String(10_000_000 + this.index)}` }, contactName: 'Família', photoUrl: null, origin,
      kind: 'text', body: 'Preciso de ajuda com os horários', content: null, attachment: null, quotedExternalId: null, forwarded: false, source: null, occurredAt: new Date(wrote),
    };
    await this.ledger.run({ kind: 'customer' }, {}, async (ctx) => {
      await receiveMessages(ctx, [message], []);
      this.id = ctx.conversation.id;
    });
  }

  expected() {
    return this.oracle.clocks
      .map((clock) => ({ ...clock, due: clock.outcome === 'running' ? finite(this.oracle.moments(clock).due) : null, spent: clock.spent?.toFixed(3) ?? null }))
      .map(({ kind, start, stop, spent, outcome, goal, riskTold, breached, due }) => ({ kind, start: iso(start), stop: iso(stop), spent, outcome, goal, riskTold: iso(riskTold), breached: iso(breached), due: iso(due) }))
      .sort(byStart);
  }

  async stored() {
    const rows = await select<{ kind: string; started_at: Date; stopped_at: Date | null; spent_minutes: string | null; outcome: string; goal_minutes: number; risk_told_at: Date | null; breached_at: Date | null; due_at: Date | null }>(
      source.manager, 'SELECT * FROM sla_clocks WHERE conversation_id = ?', [this.id],
    );
    return rows
      .map((row) => ({
        kind: row.kind, start: iso(row.started_at.getTime()), stop: iso(row.stopped_at?.getTime() ?? null), spent: row.spent_minutes, outcome: row.outcome, goal: row.goal_minutes,
        riskTold: iso(row.risk_told_at?.getTime() ?? null), breached: iso(row.breached_at?.getTime() ?? null), due: row.outcome === 'running' ? iso(row.due_at?.getTime() ?? null) : null,
      }))
      .sort(byStart);
  }

  async told(): Promise<string[]> {
    const rows = await select<{ action: string; new_value: string }>(source.manager, "SELECT action, new_value FROM conversation_history WHERE conversation_id = ? AND action IN ('sla_at_risk', 'sla_breached')", [this.id]);
    return rows.map((row) => `${row.action} ${row.new_value}`).sort();
  }
}

const finite = (ms: number) => (ms === Infinity ? null : ms);
const iso = (ms: number | null) => (ms === null ? null : (DateTime.fromMillis(ms, { zone: ZONE }).toFormat('ccc dd HH:mm:ss.SSS') as string));
const byStart = (a: { start: string | null; kind: string }, b: { start: string | null; kind: string }) => `${a.start?.slice(4)}${a.kind}`.localeCompare(`${b.start?.slice(4)}${b.kind}`);

/** What the supervisor changes between two spells, as the portal would. */
async function change(spell: number, now: number): Promise<void> {
  const clock = new ManualClock(new Date(now));
  const ledger = ledgerAt(clock);
  if (spell === 1) {
    const day = [{ from: 480, to: 720 }, { from: 810, to: 1080 }];
    await setWeek({ ledger, source }, { 1: day, 2: day, 3: day, 4: day, 5: day });
  }
  await ledger.run({ kind: 'system' }, {}, async (ctx) => {
    if (spell === 1) {
      await setException(ctx, '2027-03-19', 'Recesso', []);
    } else {
      const policyId = await writePolicy(ctx.tx, ctx.now, DEFAULT_TARGETS.map((target) => {
        const [response, resolution] = SHORTER[target.priority];
        return { ...target, first_response_minutes: response, next_response_minutes: response, resolution_minutes: resolution };
      }), '', null);
      ctx.record({ kind: 'sla_policy_saved', policyId, before: {}, after: {} });
    }
  });
  calendar = createCalendar(await loadHours(source.manager), ZONE);
  for (let batch = 0; ; batch += 1) {
    expect(batch).toBeLessThan(50);
    const taken = await ledger.run({ kind: 'system' }, {}, async (ctx) => {
      const done = await write(ctx.tx, "DELETE FROM timers WHERE kind = 'replan'");
      if (done.affectedRows > 0) await onTimer.replan(ctx);
      return done.affectedRows > 0;
    });
    if (!taken) return;
  }
}

test(`two weeks of ${CONVERSATIONS} conversations: every clock and every alert as the oracle says`, async () => {
  const random = seeded(SEED);
  const tables = SPELLS.map(({ rules }) => new MinuteTable(FROM, TO, ZONE, rules));
  const families = Array.from({ length: CONVERSATIONS }, (_, index) => new Family(index, seeded(Math.floor(random() * 2 ** 31)), tables[0] as MinuteTable, (SPELLS[0] as { rules: Rules }).rules));
  for (const [spell, { from, rules }] of SPELLS.entries()) {
    if (spell > 0) {
      await change(spell, from);
      for (const { oracle } of families) oracle.change(from, tables[spell] as MinuteTable, rules);
    }
    const queue = [...families];
    await Promise.all(Array.from({ length: LANES }, async () => {
      for (let family = queue.pop(); family; family = queue.pop()) await family.play(from, SPELLS[spell + 1]?.from ?? END);
    }));
  }
  const all = { clocks: 0, breached: 0, met: 0 };
  for (const family of families) {
    const [stored, expected] = [await family.stored(), family.expected()];
    const script = family.happened.map((happening) => `${iso(happening.at)} ${JSON.stringify({ ...happening, at: undefined })}`).join('\n');
    expect({ id: family.id, script, clocks: stored, told: await family.told() }).toEqual({ id: family.id, script, clocks: expected, told: [...family.oracle.told].sort() });
    all.clocks += stored.length;
    for (const { outcome } of stored) if (outcome !== 'running') all[outcome as 'met' | 'breached'] += 1;
  }
  // The random weeks held enough of everything to mean something.
  expect(all.clocks).toBeGreaterThan(CONVERSATIONS * 2);
  expect(Math.min(all.met, all.breached)).toBeGreaterThan(CONVERSATIONS / 8);
}, 300_000);

test('thousands of clocks with random pauses: time spent and due moments as counted minute by minute', () => {
  const random = seeded(SEED + 1);
  const { rules } = SPELLS[0] as { rules: Rules };
  const table = new MinuteTable(FROM, TO, ZONE, rules);
  for (let round = 0; round < 1000; round += 1) {
    const oracle = new Oracle(table, { ...rules, goals: { ...GOALS, normal: [1 + Math.floor(random() * 900), 240] } });
    const moments = Array.from({ length: 2 + Math.floor(random() * 6) }, () => FROM + Math.floor(random() * (END - FROM))).sort((a, b) => a - b);
    const [start = 0, ...rest] = moments;
    const pauses = rest.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: rest[index + 1] ?? null }] : []));
    const stop = start + Math.floor(random() * (END - start));
    const verdict = oracle.clockOf(start, stop, pauses);
    const dated = pauses.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }));
    expect(minutesSpent(calendarOfSpell, new Date(start), new Date(stop), dated)).toBeCloseTo(verdict.spent, 6);
    expect(instantAfter(calendarOfSpell, new Date(start), verdict.goal, dated)?.getTime() ?? Infinity).toBe(verdict.due);
  }
});

/** The first spell's hours, as the product keeps them. */
const calendarOfSpell = createCalendar({
  week: Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [{ from: 480, to: 1080 }]])), exceptions: [],
  holidays: [{ name: 'Sexta-feira Santa', on: { is: 'easter', offset: -2 }, open: null }, { name: 'Tiradentes', on: { is: 'yearly', month: 4, day: 21 }, open: null }],
}, ZONE);
