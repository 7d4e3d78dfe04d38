import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from './may-manage.js';
import { ChangedMeanwhile } from './refusals.js';
import { SETTING_DEFAULTS, settingRule, type SettingName } from './settings.js';

/**
 * Changes one setting; its default takes the stored one away. Administrators only.
 * @param seen the value the person's page showed
 * @throws Refused at the setting's name, naming what it may be; ChangedMeanwhile
 */
export async function saveSetting(ctx: Ctx, name: string, given: string, seen: string): Promise<void> {
  mayManage(ctx.actor);
  if (!isSetting(name)) throw new Refused('portal:manage.gone');
  const value = readSetting(name, given);
  const stored = await selectOne<{ value: string }>(ctx.tx, 'SELECT value FROM settings WHERE name = ? FOR UPDATE', [name]);
  const fallback = String(SETTING_DEFAULTS[name]);
  const before = stored?.value ?? fallback;
  if (before !== seen) throw new ChangedMeanwhile({ [name]: before });
  if (value === before) return;
  if (value === fallback) await write(ctx.tx, 'DELETE FROM settings WHERE name = ?', [name]);
  else await write(ctx.tx, 'INSERT INTO settings (name, value, updated_at, updated_by) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at), updated_by = VALUES(updated_by)', [
    name, value, ctx.now, ctx.actor.kind === 'agent' ? ctx.actor.id : null,
  ]);
  ctx.record({ kind: 'record_changed', table: 'settings', id: name, before: { value: before }, after: { value } });
}

const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTING_DEFAULTS, name);

/** Unlike parseSetting, which must always give something, this refuses what is out of bounds. */
function readSetting(name: SettingName, given: string): string {
  const rule = settingRule(name);
  const text = given.trim().replace(',', '.');
  if (rule instanceof RegExp) {
    if (text !== '' && !rule.test(text)) throw new Refused(`portal:setting.${name}.form`, {}, name);
    return text;
  }
  if (!('min' in rule)) {
    if (!rule.includes(text)) throw new Refused('portal:manage.choice', {}, name);
    return text;
  }
  const number = Number(text);
  if (text === '' || !Number.isFinite(number) || number < rule.min || number > rule.max || (rule.whole && !Number.isInteger(number))) {
    throw new Refused(rule.whole ? 'portal:manage.whole' : 'portal:manage.number', { min: rule.min, max: rule.max }, name);
  }
  return String(number);
}
