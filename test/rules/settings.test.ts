import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sql } from '../../src/db/rows.js';
import { SETTING_DEFAULTS, cachedSettings, loadSettings, parseSetting, type SettingName } from '../../src/domain/settings/settings.js';

const NAMES = Object.keys(SETTING_DEFAULTS) as SettingName[];
const stored = (rows: Record<string, string>): Sql => ({ query: async () => Object.entries(rows).map(([name, value]) => ({ name, value })) }) as unknown as Sql;

describe('settings', () => {
  test('nothing stored: the defaults', async () => {
    expect(await loadSettings(stored({}))).toEqual(SETTING_DEFAULTS);
  });

  test.each<[SettingName, string, string | number]>([
    ['reply_mode', 'explicit', 'explicit'],
    ['reply_mode', ' explicit\n', 'explicit'],
    ['reply_mode', 'EXPLICIT', 'reply'],
    ['reply_guard', 'any', 'any'],
    ['reply_guard', 'anyone', 'owner'],
    ['reply_undo_seconds', '10', 10],
    ['reply_undo_seconds', '31', 30],
    ['reply_undo_seconds', '-1', 0],
    ['reply_undo_seconds', '', 0],
    ['landing_ms', '', 2000],
    ['landing_ms', '  ', 2000],
    ['landing_ms', '1e3', 1000],
    ['stale_reply_minutes', 'NaN', 30],
    ['stale_reply_minutes', 'Infinity', 30],
    ['stale_reply_minutes', '30 min', 30],
    ['report_hour', '23', 23],
    ['report_hour', '24', 23],
    ['report_hour', '7.9', 7],
    ['reopen_window_hours', '1e300', 87_600],
  ])('%s = %j is %j', (name, value, meant) => {
    expect(parseSetting(name, value)).toBe(meant);
  });

  test('names nobody knows are left out, also those every object has', async () => {
    expect(await loadSettings(stored({ no_such: '1', constructor: '1', toString: 'x', __proto__: '2' }))).toEqual(SETTING_DEFAULTS);
  });

  test('any text gives a value of the default’s kind that time can be reckoned with', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), (name, value) => {
        const parsed = parseSetting(name, value);
        expect(typeof parsed).toBe(typeof SETTING_DEFAULTS[name]);
        if (typeof parsed === 'number') {
          expect(parsed).toBeGreaterThanOrEqual(0);
          expect(Number.isNaN(new Date(Date.UTC(2026, 1, 1) + parsed * 3_600_000).getTime())).toBe(false);
        }
        expect(parseSetting(name, String(parsed))).toBe(parsed);
      }),
    );
  });

  test('are read again when they are too old, or were dropped', async () => {
    let now = 0;
    const rows: Record<string, string> = {};
    const settings = cachedSettings(stored(rows), () => now, 5000);
    expect((await settings.get()).report_hour).toBe(8);
    rows['report_hour'] = '9';
    now = 4999;
    expect((await settings.get()).report_hour).toBe(8);
    now = 5000;
    expect((await settings.get()).report_hour).toBe(9);
    rows['report_hour'] = '10';
    settings.drop();
    expect((await settings.get()).report_hour).toBe(10);
  });
});
