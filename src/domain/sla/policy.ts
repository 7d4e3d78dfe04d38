import { insertMany, select, write, type Sql } from '../../db/rows.js';
import type { ClockKind, Priority } from '../facts.js';

/** Goals of one priority, in business minutes. */
export interface Target {
  priority: Priority;
  first_response_minutes: number;
  next_response_minutes: number;
  resolution_minutes: number;
  at_risk_percent: number;
}

/** product.md, SLA goals; an answer to every further message is due in the time of the first. */
export const DEFAULT_TARGETS: Target[] = (
  [['low', 60, 480], ['normal', 30, 240], ['high', 15, 120], ['urgent', 5, 60]] as const
).map(([priority, response, resolution]) => ({ priority, first_response_minutes: response, next_response_minutes: response, resolution_minutes: resolution, at_risk_percent: 80 }));

/** A version of the goals. */
export interface Policy {
  id: number;
  targets: Target[];
}

/** The goals in force at `now`; before any were saved, the defaults as version 0. One statement. */
export async function policyInForce(sql: Sql, now: Date): Promise<Policy> {
  const rows = await select<Target & { policy_id: number }>(
    sql,
    `SELECT policy_id, priority, first_response_minutes, next_response_minutes, resolution_minutes, at_risk_percent FROM sla_targets
     WHERE policy_id = (SELECT id FROM sla_policies WHERE valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1)`,
    [now],
  );
  return rows[0] === undefined ? { id: 0, targets: DEFAULT_TARGETS } : { id: rows[0].policy_id, targets: rows };
}

/** Writes a version of the goals. @returns its id */
export async function writePolicy(sql: Sql, now: Date, targets: readonly Target[], note: string, createdBy: number | null): Promise<number> {
  const { insertId } = await write(sql, 'INSERT INTO sla_policies (note, created_by, valid_from) VALUES (?, ?, ?)', [note.slice(0, 500), createdBy, now]);
  await insertMany(
    sql,
    'INSERT INTO sla_targets (policy_id, priority, first_response_minutes, next_response_minutes, resolution_minutes, at_risk_percent) VALUES ?',
    targets.map((t) => [insertId, t.priority, t.first_response_minutes, t.next_response_minutes, t.resolution_minutes, t.at_risk_percent]),
  );
  return insertId;
}

/** The goal of one clock, and after how much of it the clock is at risk; business minutes. */
export function goalOf(policy: Policy, priority: Priority, kind: ClockKind): { minutes: number; atRiskMinutes: number } {
  const target = policy.targets.find((one) => one.priority === priority) ?? (DEFAULT_TARGETS.find((one) => one.priority === priority) as Target);
  const minutes = target[`${kind}_minutes`];
  return { minutes, atRiskMinutes: (minutes * target.at_risk_percent) / 100 };
}
