import { selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';

/**
 * The team. `password_hash` (argon2id) is made by the portal from what was typed. Nobody takes away their own access, and
 * one active administrator always stays.
 */
export const AGENTS: EditableTable = {
  table: 'agents',
  key: 'id',
  unique: 'email',
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'name', kind: 'line', max: 120 },
    { column: 'email', kind: 'email', personal: true },
    { column: 'role', kind: 'choice', choices: ['agent', 'supervisor', 'admin'], initial: 'agent' },
    { column: 'slack_user_id', kind: 'line', max: 32, optional: true },
    { column: 'shift_starts', kind: 'clock', optional: true },
    { column: 'shift_ends', kind: 'clock', optional: true },
    { column: 'password_hash', kind: 'secret', max: 255, optional: true, hidden: true },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
  check: checkAgent,
};

async function checkAgent(ctx: Ctx, values: Columns, before: Columns | undefined, id: string | undefined): Promise<void> {
  if (values['slack_user_id'] === '') values['slack_user_id'] = null;
  const { slack_user_id: slack, shift_starts: starts, shift_ends: ends } = values;
  if (slack !== null && !/^[UW][A-Z0-9]{2,31}$/.test(String(slack))) throw new Refused('portal:agents.slack_form', {}, 'slack_user_id');
  if ((starts === null) !== (ends === null)) throw new Refused('portal:manage.both_hours', {}, starts === null ? 'shift_starts' : 'shift_ends');
  if (starts !== null && starts === ends) throw new Refused('portal:agents.shift_empty', {}, 'shift_ends');
  const wasAdmin = before?.['role'] === 'admin' && Number(before['active']) === 1;
  const staysAdmin = values['role'] === 'admin' && values['active'] === 1;
  if (!wasAdmin || staysAdmin) return;
  const field = values['role'] === 'admin' ? 'active' : 'role';
  if (ctx.actor.kind === 'agent' && String(ctx.actor.id) === id) throw new Refused('portal:agents.own_access', {}, field);
  const other = await selectOne(ctx.tx, "SELECT id FROM agents WHERE role = 'admin' AND active = 1 AND id <> ? LIMIT 1 FOR UPDATE", [id]);
  if (!other) throw new Refused('portal:agents.last_admin', {}, field);
}
