import type { Sql } from '../../db/rows.js';
import { conditionsShape, hindranceOf, triggersOnMessage, type Situation, type Trigger } from './conditions.js';
import { rulesOf, type RuleRow } from './rules.js';

/** What can make rules run: a customer's message, or one of the triggers that stand alone. */
export const OCCASIONS = ['message', 'follow_up', 'escalation_notice', 'closing'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** `sends`: this one's message goes out. Else what keeps it: it is off, its text is, a condition, or a rule that stands before it. */
export type Verdict = 'sends' | 'off' | 'template_off' | 'template_given' | 'unreadable' | 'hours' | 'contact' | 'priorities' | 'behind';

export interface Tried extends Pick<RuleRow, 'id' | 'label' | 'trigger_code' | 'template_code' | 'once'> {
  verdict: Verdict;
}

/**
 * What the rules would do, in the order in which they are judged. Sends nothing and does not know what was sent before:
 * a rule that only runs once is shown as if it had not run.
 */
export async function tryRules(sql: Sql, occasion: Occasion, situation: Situation): Promise<Tried[]> {
  const triggers: Trigger[] = occasion === 'message' ? triggersOnMessage(situation.isOpen) : [occasion];
  let sent = false;
  return (await rulesOf(sql, triggers)).map((rule) => {
    const { id, label, trigger_code, template_code, once } = rule;
    const hindrance = obstacle(rule, situation);
    const verdict = hindrance ?? (sent ? 'behind' : 'sends');
    sent ||= verdict === 'sends';
    return { id, label, trigger_code, template_code, once, verdict };
  });
}

function obstacle(rule: RuleRow, situation: Situation): Verdict | undefined {
  if (!rule.active) return 'off';
  if (rule.text_fault !== undefined) return rule.text_fault;
  const read = conditionsShape.safeParse(rule);
  return read.success ? hindranceOf(read.data, situation) : 'unreadable';
}
