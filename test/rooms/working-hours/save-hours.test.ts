import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../../src/db/domain-facts.js';
import type { Ctx } from '../../../src/domain/ctx.js';
import type { Hours } from '../../../src/domain/working-hours/day-plan.js';
import type { Refused } from '../../../src/kit/errors.js';
import { cachedCalendar, loadHours, SEEN_WITHIN_MS } from '../../../src/domain/working-hours/load-calendar.js';
import { removeException } from '../../../src/domain/working-hours/editable-days.js';
import { readWeek, saveWeek } from '../../../src/domain/working-hours/save-hours.js';
import { setException, setHoliday, setWeek } from '../../support/house-hours.js';
import { startWorld, type World } from '../../support/world.js';

const MARINA = { kind: 'agent', id: 4, name: 'Marina Alves', role: 'admin', slackUserId: null } as const;
const SOFIA = { kind: 'agent', id: 3, name: 'Sofia Prado', role: 'supervisor', slackUserId: null } as const;
const span = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const CHRISTMAS = { year: 2026, month: 12, day: 25 };

describe('hours as they are stored', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await seed();
  });
  afterAll(() => world.end());

  const sql = () => world.house.source.manager;
  const seed = () => seedDomainFacts(sql(), world.clock.now(), world.house.t);
  const hours = () => loadHours(sql());
  const as = <T>(command: (ctx: Ctx) => Promise<T>) => world.house.ledger.run(MARINA, {}, command);
  const week = (hours: Hours['week']) => setWeek(world.house, hours, MARINA);
  const trail = () => world.rows<{ action: string; new_value: string }>("SELECT action, new_value, actor_name FROM conversation_history WHERE action = 'calendar_changed' ORDER BY id DESC LIMIT 1");

  test('a new house is open Monday to Friday; Saturday is there to be switched on', async () => {
    expect((await hours()).week).toEqual(Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [span(8, 18)]])));
    expect(await world.rows('SELECT opens, closes, active FROM business_hours WHERE weekday = 6')).toEqual([{ opens: 480, closes: 720, active: 0 }]);
    const names = (await hours()).holidays.map((one) => one.name);
    expect(names).toEqual(expect.arrayContaining(['Carnaval', 'Corpus Christi', 'Natal']));
  });

  test('a saved week replaces the usual one, with its author on the trail', async () => {
    await week({ 1: [span(13, 18), span(8, 12)], 2: [span(9, 10)] });
    expect((await hours()).week).toEqual({ 1: [span(8, 12), span(13, 18)], 2: [span(9, 10)] });
    expect(await trail()).toEqual([{ action: 'calendar_changed', new_value: '3', actor_name: 'Marina Alves' }]);
    expect(await world.rows('SELECT opens, active FROM business_hours WHERE weekday = 6')).toEqual([{ opens: 480, active: 0 }]);
  });

  test('a week that somebody closed stays closed when the house starts again', async () => {
    await week({});
    await seed();
    expect((await hours()).week).toEqual({});
  });

  test('several who save at once leave the week of one of them; the others are told', async () => {
    const seen = (await readWeek(sql())).text;
    const ends = await Promise.allSettled([8, 9, 10, 11].map((hour) => as((ctx) => saveWeek(ctx, { 3: [span(hour, hour + 1)], 4: [span(hour, hour + 1)] }, seen))));
    expect(ends.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(ends.filter((one) => one.status === 'rejected' && (one.reason as Refused).messageKey === 'portal:manage.changed_meanwhile')).toHaveLength(3);
    const saved = (await hours()).week;
    expect(saved[3]).toHaveLength(1);
    expect(saved[4]).toEqual(saved[3]);
  });

  test('is for administrators only', async () => {
    await expect(setWeek(world.house, {}, SOFIA)).rejects.toMatchObject({ messageKey: 'portal:manage.admins_only' });
  });

  test.each([
    ['closes before it opens', [span(18, 8)], 'portal:hours.reversed', { opens: '18:00', closes: '08:00' }],
    ['overlap', [span(8, 12), span(11, 18)], 'portal:hours.overlap', { first: '08:00–12:00', second: '11:00–18:00' }],
    ['past the end of the day', [span(20, 25)], 'portal:hours.outside', { opens: '20:00', closes: '25:00' }],
    ['half a minute', [{ from: 480.5, to: 500 }], 'portal:hours.outside', undefined],
  ])('refused, and nothing changes: %s', async (_, intervals, messageKey, vars) => {
    const before = await hours();
    const refusal = expect.objectContaining({ messageKey, ...(vars ? { vars } : {}) });
    await expect(week({ 1: intervals })).rejects.toEqual(refusal);
    await expect(as((ctx) => setException(ctx, '2026-12-25', 'Plantão', intervals))).rejects.toEqual(refusal);
    expect(await hours()).toEqual(before);
  });

  test('an exception is said, said again, and taken back', async () => {
    await as((ctx) => setException(ctx, '2026-12-25', 'Plantão', [span(9, 11)]));
    const id = await as((ctx) => setException(ctx, '2026-12-25', ' Plantão de Natal ', [span(9, 12)]));
    expect((await hours()).exceptions).toEqual([{ date: CHRISTMAS, label: 'Plantão de Natal', intervals: [span(9, 12)] }]);
    await as((ctx) => removeException(ctx, id));
    expect((await hours()).exceptions).toEqual([]);
    await expect(as((ctx) => removeException(ctx, id))).rejects.toMatchObject({ messageKey: 'portal:manage.gone' });
    await expect(as((ctx) => setException(ctx, '2027-02-29', 'x', []))).rejects.toMatchObject({ messageKey: 'portal:hours.no_date' });
    await expect(as((ctx) => setException(ctx, '2026-12-25', '  ', []))).rejects.toMatchObject({ problems: [expect.objectContaining({ messageKey: 'portal:manage.required', field: 'label' })] });
  });

  test('a holiday is switched off, and the start does not bring it back', async () => {
    await as((ctx) => setHoliday(ctx, 'easter:60', 'Corpus Christi', false));
    await seed();
    expect((await hours()).holidays.map((one) => one.name)).not.toContain('Corpus Christi');
  });

  test('another process sees a change within seconds, and asks only once in a while', async () => {
    let ms = 0;
    const other = cachedCalendar(sql(), 'America/Sao_Paulo', () => ms);
    await other.get();
    await week({ 7: [span(8, 9)] });
    ms = SEEN_WITHIN_MS - 1;
    const before = await other.get();
    expect(before.hours.week[7]).toBeUndefined();
    ms = SEEN_WITHIN_MS;
    const after = await other.get();
    expect(after.hours.week[7]).toEqual([span(8, 9)]);
    ms = SEEN_WITHIN_MS * 3;
    expect(await other.get()).toBe(after);
    other.drop();
    expect(await other.get()).not.toBe(after);
  });
});
