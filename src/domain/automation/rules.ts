import { select, type Sql } from '../../db/rows.js';
import { needsGiven } from '../templates/given-values.js';
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
  /** Why its text cannot be sent by a rule: there is none of this code in use, or it needs what only another system knows. */
  text_fault: 'template_off' | 'template_given' | undefined;
}

/** The rules of some triggers, those that are off too, in the order in which they are judged: triggers first, then positions. */
export async function rulesOf(sql: Sql, triggers: readonly Trigger[]): Promise<RuleRow[]> {
  const rows = await select<Omit<RuleRow, 'text_fault'> & { body: string | null }>(
    sql,
    `SELECT r.id, r.label, r.trigger_code, r.template_code, r.hours, r.contact, r.priorities, r.once, r.active, t.body
     FROM auto_rules r LEFT JOIN message_templates t ON t.code = r.template_code AND t.active = 1
     WHERE r.trigger_code IN (?) ORDER BY FIELD(r.trigger_code, ?), r.position, r.id`,
    [triggers, triggers],
  );
  return rows.map(({ body, ...rule }) => ({ ...rule, text_fault: body === null ? 'template_off' : needsGiven(body) ? 'template_given' : undefined }));
}
