import { select, type Sql } from '../../db/rows.js';
import type { Trigger } from './conditions.js';

/** A rule as it is stored; its conditions are read by conditions.ts. */
export interface RuleRow {
  id: number;
  label: string;
  trigger_code: Trigger;
  template_code: string;
  hours: string;
  contact: string;
  priorities: string;
  once: string;
  active: number;
  /** Is its text in use? Null: there is none of this code. */
  template_active: number | null;
}

/** The rules of some triggers, those that are off too, in the order in which they are judged: triggers first, then positions. */
export function rulesOf(sql: Sql, triggers: readonly Trigger[]): Promise<RuleRow[]> {
  return select<RuleRow>(
    sql,
    `SELECT r.id, r.label, r.trigger_code, r.template_code, r.hours, r.contact, r.priorities, r.once, r.active, t.active AS template_active
     FROM auto_rules r LEFT JOIN message_templates t ON t.code = r.template_code
     WHERE r.trigger_code IN (?) ORDER BY FIELD(r.trigger_code, ?), r.position, r.id`,
    [triggers, triggers],
  );
}
