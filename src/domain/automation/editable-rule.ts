import { selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import { needsGiven } from '../templates/given-values.js';
import { CONTACTS, HOURS, ONCE, PRIORITIES, TRIGGERS } from './conditions.js';

/** Automatic messages. What was sent stays in the conversations; a rule out of use is switched off. */
export const AUTO_RULES: EditableTable = {
  table: 'auto_rules',
  key: 'id',
  unique: 'code',
  ordered: true,
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'label', kind: 'line', max: 75 },
    { column: 'code', kind: 'code', max: 40, onlyNew: true },
    { column: 'trigger_code', kind: 'choice', choices: TRIGGERS, initial: 'first_response' },
    { column: 'template_code', kind: 'code', max: 60 },
    { column: 'hours', kind: 'choice', choices: HOURS, initial: 'any' },
    { column: 'contact', kind: 'choice', choices: CONTACTS, initial: 'any' },
    { column: 'priorities', kind: 'choices', choices: PRIORITIES, optional: true, initial: '' },
    { column: 'once', kind: 'choice', choices: ONCE, initial: 'conversation' },
    { column: 'active', kind: 'yes_no', initial: 'false' },
  ],
  check: checkRule,
};

/**
 * Refuses a rule that could never send, or would more often than it says.
 * @throws Refused `portal:manage.…` at the field
 */
async function checkRule({ tx }: Pick<Ctx, 'tx'>, { trigger_code: trigger, template_code: template, hours, once, active }: Columns): Promise<void> {
  if (trigger === 'after_hours' && hours === 'inside') throw new Refused('portal:manage.never_inside', {}, 'hours');
  // Only what is closed has an end that a period can be told by.
  if (once === 'closed_period' && trigger !== 'after_hours' && hours !== 'outside') throw new Refused('portal:manage.period_when_closed', {}, 'once');
  // A proposal is looked after in working hours only (proposal-follow-up.ts).
  if (trigger === 'follow_up' && hours === 'outside') throw new Refused('portal:manage.never_outside', {}, 'hours');
  const text = await selectOne<{ active: number; body: string }>(tx, 'SELECT active, body FROM message_templates WHERE code = ?', [template]);
  if (!text) throw new Refused('portal:manage.no_template', {}, 'template_code');
  if (needsGiven(text.body)) throw new Refused('portal:manage.template_given', {}, 'template_code');
  if (active === 1 && !text.active) throw new Refused('portal:manage.template_off', {}, 'template_code');
}
