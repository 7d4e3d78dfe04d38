import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../../src/db/domain-facts.js';
import { write } from '../../../src/db/rows.js';
import type { Ctx } from '../../../src/domain/ctx.js';
import { importHolidays, previewHolidays } from '../../../src/domain/working-hours/import-holidays.js';
import { setHoliday } from '../../support/house-hours.js';
import { startWorld, type World } from '../../support/world.js';

const ADMIN = { kind: 'agent', id: 1, name: 'Ana Lima', role: 'admin', slackUserId: null } as const;

describe('holidays of a year, a state and a city', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await seedDomainFacts(world.house.source.manager, world.clock.now(), world.house.t);
  });
  afterAll(() => world.end());

  const as = <T>(command: (ctx: Ctx) => Promise<T>) => world.house.ledger.run(ADMIN, {}, command);
  const preview = async (state = 'SP', city = '') => Object.fromEntries((await previewHolidays(world.house.source.manager, 2026, state, city)).map(({ key, ...rest }) => [key.slice(5), rest]));
  const stored = (day: string) => world.rows<{ name: string; active: number }>('SELECT name, opens, closes, scope, source, active FROM holidays WHERE rule_key = ?', [`date:${day}`]);

  test('the preview tells what is ours already, what is new, and writes nothing', async () => {
    const found = await preview('SP', 'SP');
    expect(found['2026-06-04']).toMatchObject({ scope: 'national', state: 'known' });
    expect(found['2026-07-09']).toEqual({ name: 'Revolução Constitucionalista', active: true, open: null, scope: 'state', state: 'new' });
    expect(found['2026-01-25']).toMatchObject({ scope: 'city', state: 'new', active: true });
    // Carnival's Saturday is a day to choose (ponto facultativo).
    expect(found['2026-02-14']).toMatchObject({ active: false });
    expect(await stored('2026-07-09')).toEqual([]);
  });

  test('what somebody switched off is known, and does not come back as a date', async () => {
    await as((ctx) => setHoliday(ctx, 'yearly:11-02', 'Finados', false));
    expect((await preview())['2026-11-02']).toMatchObject({ state: 'known' });
    // Seeded as a half-day that is switched off.
    expect((await preview())['2026-12-24']).toMatchObject({ state: 'known' });
  });

  test('importing adds what is new, once, however many do it at once', async () => {
    const wanted = Object.values(await preview()).filter((one) => one.state === 'new').length;
    const added = await Promise.all([1, 2, 3].map(() => as((ctx) => importHolidays(ctx, 2026, 'SP', ''))));
    expect(added.reduce((sum, one) => sum + one, 0)).toBe(wanted);
    expect(await stored('2026-07-09')).toEqual([{ name: 'Revolução Constitucionalista', opens: null, closes: null, scope: 'state', source: 'import', active: 1 }]);
    expect(await as((ctx) => importHolidays(ctx, 2026, 'SP', ''))).toBe(0);
    const trail = await world.rows<{ new_value: string; detail: string }>("SELECT new_value, detail FROM conversation_history WHERE action = 'holidays_imported' ORDER BY id");
    expect(trail[0]?.new_value).toBe('2026 SP');
    expect(trail.reduce((sum, row) => sum + (JSON.parse(row.detail) as { added: number }).added, 0)).toBe(wanted);
  });

  test('what the library says otherwise now is renewed, but not what a person edited', async () => {
    await write(world.house.source.manager, "UPDATE holidays SET name = 'Dia antigo', active = 0 WHERE rule_key = 'date:2026-07-09'");
    await as((ctx) => setHoliday(ctx, 'date:2026-10-04', 'Eleição, primeiro turno', true));
    const found = await preview();
    expect(found['2026-07-09']).toMatchObject({ state: 'changed' });
    expect(found['2026-10-04']).toMatchObject({ state: 'known' });
    expect(await as((ctx) => importHolidays(ctx, 2026, 'SP', ''))).toBe(0);
    expect((await stored('2026-07-09'))[0]).toMatchObject({ name: 'Revolução Constitucionalista', active: 0 });
    expect((await stored('2026-10-04'))[0]).toMatchObject({ name: 'Eleição, primeiro turno' });
  });

  test.each([
    ['a year out of reach', 1999, 'SP', '', 'portal:hours.no_year', ''],
    ['a state that is none', 2026, 'XX', '', 'portal:hours.no_state', 'RJ'],
    ['a city the library does not know', 2026, 'SP', 'Atlântida', 'portal:hours.no_city', 'SP'],
    ['a city without its state', 2026, '', 'SP', 'portal:hours.no_city', '—'],
  ])('refused, with what there is: %s', async (_, year, state, city, messageKey, allowed) => {
    const refusal = (await as((ctx) => importHolidays(ctx, year, state, city)).catch((error: unknown) => error)) as { messageKey: string; vars: Record<string, string> };
    expect(refusal.messageKey).toBe(messageKey);
    expect(refusal.vars['allowed'] ?? '').toContain(allowed);
    expect(world.house.t(refusal.messageKey, refusal.vars)).toMatch(/\S/);
  });
});
