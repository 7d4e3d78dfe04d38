import { select, type Sql } from '../../db/rows.js';

export interface LossReason {
  code: string;
  label: string;
}

/** The reasons a lost conversation may be given, in the order the portal gives them. */
export function activeLossReasons(sql: Sql): Promise<LossReason[]> {
  return select<LossReason>(sql, 'SELECT code, label FROM loss_reasons WHERE active = 1 ORDER BY position, code');
}
