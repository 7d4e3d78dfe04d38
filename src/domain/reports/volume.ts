import { select, type Sql } from '../../db/rows.js';
import { localHours, quarterOf } from './local-time.js';
import { daysOf } from './period.js';
import { filterBy, numberOf, OF_CONVERSATION, type Query, type ReportRow } from './query.js';

interface Count {
  weekday: number;
  hour: number;
  inbound: number;
  outbound: number;
}

/** Messages of the period by quarter of an hour and direction, from index messages_reports alone unless filtered. */
async function countMessages(sql: Sql, query: Query): Promise<Count[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const join = filter.where === '' ? '' : ' JOIN conversations c ON c.id = m.conversation_id';
  const rows = await select<{ quarter: string; inbound: string; n: string }>(
    sql,
    `SELECT ${quarterOf('m.occurred_at')} AS quarter, SUM(m.direction = 'inbound') AS inbound, COUNT(*) AS n FROM messages m${join} WHERE m.occurred_at >= ? AND m.occurred_at < ?${filter.where} GROUP BY quarter`,
    [query.from, query.to, ...filter.values],
  );
  const local = localHours(query.zone);
  return rows.map(({ quarter, inbound, n }) => ({ ...local(quarter), inbound: numberOf(inbound), outbound: numberOf(n) - numberOf(inbound) }));
}

function sumOf(counts: Count[]): { inbound: number; outbound: number } {
  return counts.reduce((sum, { inbound, outbound }) => ({ inbound: sum.inbound + inbound, outbound: sum.outbound + outbound }), { inbound: 0, outbound: 0 });
}

/** Messages by weekday (ISO, 1 is Monday) and hour of the business zone; hours without any are left out. */
export async function volume(sql: Sql, query: Query): Promise<ReportRow[]> {
  const counts = await countMessages(sql, query);
  const cells = new Map<number, Count[]>();
  for (const count of counts) {
    const cell = count.weekday * 24 + count.hour;
    cells.set(cell, [...(cells.get(cell) ?? []), count]);
  }
  return [...cells].sort(([a], [b]) => a - b).map(([cell, of]) => ({ keys: [Math.floor(cell / 24), cell % 24], values: sumOf(of) }));
}

/** Messages by hour of the day, all days of the period together, and how many that is a day. Every hour is told, from 0 to 23. */
export async function traffic(sql: Sql, query: Query): Promise<ReportRow[]> {
  const counts = await countMessages(sql, query);
  const days = daysOf(query.period);
  return Array.from({ length: 24 }, (_, hour) => {
    const { inbound, outbound } = sumOf(counts.filter((count) => count.hour === hour));
    return { keys: [hour], values: { inbound, outbound, inbound_a_day: inbound / days, outbound_a_day: outbound / days } };
  });
}
