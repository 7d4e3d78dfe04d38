import { DateTime } from 'luxon';
import type { ReportKey } from '../../src/domain/reports/catalogue.js';
import type { Query } from '../../src/domain/reports/query.js';
import { LEVELS, PRIORITIES, STATUSES, type Conversation, type Rows } from './random-house.js';

type Line = { keys: (string | number | null)[]; values: Record<string, number | null> };
type Values = Line['values'];

/** As the definition says it, by hand: sort, and take the smallest that so many do not exceed. */
function rank(values: number[], share: number): number | null {
  for (const value of [...values].sort((a, b) => a - b)) if (values.filter((one) => one <= value).length * 100 >= share * values.length) return value;
  return null;
}
const part = (some: number, all: number) => (all === 0 ? null : (100 * some) / all);

function groups<T>(rows: T[], keysOf: (row: T) => Line['keys'], valuesOf: (rows: T[]) => Values): Line[] {
  const found: { keys: Line['keys']; rows: T[] }[] = [];
  for (const row of rows) {
    const keys = keysOf(row);
    const group = found.find((one) => JSON.stringify(one.keys) === JSON.stringify(keys));
    if (group) group.rows.push(row);
    else found.push({ keys, rows: [row] });
  }
  return found.map(({ keys, rows: of }) => ({ keys, values: valuesOf(of) }));
}

/** Every report computed row by row from its definition, with none of its code. Lines are in no order. */
export function slowReport(key: ReportKey, rows: Rows, query: Query): Line[] {
  const { from, to, zone, agentId, priority, level } = query;
  const within = (at: Date | null) => at !== null && at >= from && at < to;
  const fits = (agent: number | null, p: string, l: string) => (agentId === undefined || agent === agentId) && (priority === undefined || p === priority) && (level === undefined || l === level);
  const of = (id: number) => rows.conversations[id - 1] as Conversation;
  const wanted = (id: number) => fits(of(id).agent, of(id).priority, of(id).level);
  const wantedFor = (id: number, agent: number | null) => fits(agent, of(id).priority, of(id).level);
  const local = (at: Date) => DateTime.fromJSDate(at, { zone });
  const opened = rows.conversations.filter((c) => within(c.opened) && c.merged === null && wanted(c.id));
  const ever = (id: number, status: string) => rows.entries.some((e) => e.conversation === id && e.action === 'status_change' && e.after === status);
  const different = (ids: number[]) => new Set(ids).size;

  const reports: Record<ReportKey, () => Line[]> = {
    sla: () => groups(rows.clocks.filter((k) => within(k.stopped) && fits(k.agent, k.priority, k.level)), (k) => [k.kind, k.priority], (of) => {
      const met = of.filter((k) => k.outcome === 'met').length;
      const spent = of.map((k) => k.spent as number);
      return { stopped: of.length, met, breached: of.length - met, compliance: part(met, of.length), median: rank(spent, 50), p90: rank(spent, 90) };
    }),
    funnel: () => (opened.length === 0 ? [] : STATUSES.map((status) => {
      const reached = status === 'new' ? opened.length : opened.filter((c) => ever(c.id, status)).length;
      return { keys: [status], values: { reached, conversion: part(reached, opened.length), standing: opened.filter((c) => c.status === status).length } };
    })),
    losses: () => {
      const lost = rows.conversations.filter((c) => wanted(c.id) && rows.entries.some((e) => e.conversation === c.id && e.action === 'status_change' && e.after === 'lost' && within(e.at)));
      return groups(lost, (c) => [c.reason], (of) => ({ lost: of.length, share: part(of.length, lost.length) }));
    },
    incidents: () => groups(rows.incidents.filter((i) => within(i.opened) && wanted(i.conversation)), (i) => [i.category, i.severity], (of) => {
      const hours = of.flatMap((i) => (i.resolved ? [(i.resolved.getTime() - i.opened.getTime()) / 3_600_000] : []));
      return { opened: of.length, resolved: hours.length, unresolved: of.length - hours.length, hours: rank(hours, 50) };
    }),
    satisfaction: () => {
      const long = (to.getTime() - from.getTime()) / 86_400_000 > 31.5;
      const day = (at: Date | null) => local(at as Date).toFormat(long ? 'yyyy-MM' : 'yyyy-MM-dd');
      const mine = rows.surveys.filter((s) => fits(s.agent, of(s.conversation).priority, s.level));
      const [sent, answered] = [mine.filter((s) => within(s.sent)), mine.filter((s) => within(s.answered))];
      return [...new Set([...sent.map((s) => day(s.sent)), ...answered.map((s) => day(s.answered))])].map((one) => {
        const asked = sent.filter((s) => day(s.sent) === one);
        const scores = answered.filter((s) => day(s.answered) === one).map((s) => s.score as number);
        const [good, bad] = [scores.filter((s) => s === 4 || s === 5).length, scores.filter((s) => s === 1 || s === 2).length];
        return {
          keys: [one],
          values: {
            sent: asked.length, rate: part(asked.filter((s) => s.answered !== null).length, asked.length), answered: scores.length, promoters: good, neutral: scores.filter((s) => s === 3).length, detractors: bad,
            nps: part(good - bad, scores.length), average: scores.length === 0 ? null : scores.reduce((a, b) => a + b, 0) / scores.length,
          },
        };
      });
    },
    productivity: () => {
      const written = rows.messages.filter((m) => within(m.at) && m.direction === 'outbound' && m.author === 'agent' && m.agent !== null && !['failed', 'deleted'].includes(m.status) && wantedFor(m.conversation, m.agent));
      const first = rows.clocks.filter((k) => within(k.stopped) && k.kind === 'first_response' && k.agent !== null && wantedFor(k.conversation, k.agent));
      const moved = rows.entries.filter((e) => within(e.at) && e.action === 'status_change' && e.kind === 'agent' && e.actor !== null && ['closed', 'active'].includes(e.after) && wantedFor(e.conversation, e.actor));
      const people = new Set([...written.map((m) => m.agent), ...first.map((k) => k.agent), ...moved.map((e) => e.actor)]);
      return [...people].map((agent) => {
        const [words, clocks, moves] = [written.filter((m) => m.agent === agent), first.filter((k) => k.agent === agent), moved.filter((e) => e.actor === agent)];
        const to = (status: string) => different(moves.filter((e) => e.after === status).map((e) => e.conversation));
        return {
          keys: [agent],
          values: {
            replies: words.length, conversations: different(words.map((m) => m.conversation)), first_responses: clocks.length, compliance: part(clocks.filter((k) => k.outcome === 'met').length, clocks.length),
            median: rank(clocks.map((k) => k.spent as number), 50), closed: to('closed'), won: to('active'),
          },
        };
      });
    },
    escalations: () => groups(rows.entries.filter((e) => e.action === 'escalation' && within(e.at) && wanted(e.conversation)), (e) => [e.before, e.after], (of) => {
      const people = of.filter((e) => e.kind === 'agent').length;
      return { moves: of.length, by_people: people, by_clock: of.length - people, conversations: different(of.map((e) => e.conversation)) };
    }),
    volume: () => groups(rows.messages.filter((m) => within(m.at) && wanted(m.conversation)), (m) => [local(m.at).weekday, local(m.at).hour], (of) => ({ inbound: of.filter((m) => m.direction === 'inbound').length, outbound: of.filter((m) => m.direction === 'outbound').length })),
    traffic: () => {
      const days = Math.round((to.getTime() - from.getTime()) / 86_400_000);
      return Array.from({ length: 24 }, (_, hour) => {
        const then = rows.messages.filter((m) => within(m.at) && wanted(m.conversation) && local(m.at).hour === hour);
        const inbound = then.filter((m) => m.direction === 'inbound').length;
        return { keys: [hour], values: { inbound, outbound: then.length - inbound, inbound_a_day: inbound / days, outbound_a_day: (then.length - inbound) / days } };
      });
    },
    sources: () => groups(opened, (c) => [c.source], (of) => {
      const won = of.filter((c) => ever(c.id, 'active')).length;
      return { opened: of.length, won, conversion: part(won, of.length), lost: of.filter((c) => ever(c.id, 'lost')).length };
    }),
  };
  return reports[key]();
}

/** Filters worth asking with. */
export const FILTERS = [{}, { agentId: 2 }, { priority: PRIORITIES[3] }, { level: LEVELS[1] }, { agentId: 1, priority: PRIORITIES[1], level: LEVELS[0] }] as const;
