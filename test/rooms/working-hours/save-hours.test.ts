import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../../src/db/domain-facts.js';
import type { Ctx } from '../../../src/domain/ctx.js';
import { cachedCalendar, loadHours, SEEN_WITHIN_MS } from '../../../src/domain/working-hours/load-calendar.js';
import { removeException, saveException, saveHoliday, saveWeek } from '../../../src/domain/working-hours/save-hours.js';
import { startWorld, type World } from '../../support/world.js';

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
  const as = <T>(command: (ctx: Ctx) => Promise<T>) => world.house.ledger.run(SOFIA, {}, command);
  const trail = () => world.rows<{ action: string; new_value: string }>("SELECT action, new_value, actor_name FROM conversation_history WHERE action = 'calendar_changed' ORDER BY id DESC LIMIT 1");

  test('a new house is open Monday to Friday; Saturday is there to be switched on', async () => {
    expect((await hours()).week).toEqual(Object.fromEntries([1, 2, 3, 4, 5].map((weekday) => [weekday, [span(8, 18)]])));
    expect(await world.rows('SELECT opens, closes, active FROM business_hours WHERE weekday = 6')).toEqual([{ opens: 480, closes: 720, active: 0 }]);
    const names = (await hours()).holidays.map((one) => one.name);
    expect(names).toEqual(expect.arrayContaining(['Carnaval', 'Corpus Christi', 'Natal']));
  });

  test('a saved week replaces the usual one, with its author on the trail', async () => {
    await as((ctx) => saveWeek(ctx, { 1: [span(13, 18), span(8, 12)], 2: [span(9, 10)] }));
    expect((await hours()).week).toEqual({ 1: [span(8, 12), span(13, 18)], 2: [span(9, 10)] });
    expect(await trail()).toEqual([{ action: 'calendar_changed', new_value: '3', actor_name: 'Sofia Prado' }]);
    expect(await world.rows('SELECT opens, active FROM business_hours WHERE weekday = 6')).toEqual([{ opens: 480, active: 0 }]);
  });

  test('a week that somebody closed stays closed when the house starts again', async () => {
    await as((ctx) => saveWeek(ctx, {}));
    await seed();
    expect((await hours()).week).toEqual({});
  });

  test('several who save at once leave the week of one of them', async () => {
    await Promise.all([8, 9, 10, 11].map((hour) => as((ctx) => saveWeek(ctx, { 3: [span(hour, hour + 1)], 4: [span(hour, hour + 1)] }))));
    const { week } = await hours();
    expect(week[3]).toHaveLength(1);
    expect(week[4]).toEqual(week[3]);
  });

  test.each([
    ['closes before it opens', [span(18, 8)], 'portal:hours.reversed', { opens: '18:00', closes: '08:00' }],
    ['overlap', [span(8, 12), span(11, 18)], 'portal:hours.overlap', { first: '08:00–12:00', second: '11:00–18:00' }],
    ['past the end of the day', [span(20, 25)], 'portal:hours.outside', { opens: '20:00', closes: '25:00' }],
    ['half a minute', [{ from: 480.5, to: 500 }], 'portal:hours.outside', undefined],
  ])('refused, and nothing changes: %s', async (_, intervals, messageKey, vars) => {
    const before = await hours();
    const refusal = expect.objectContaining({ messageKey, ...(vars ? { vars } : {}) });
    await expect(as((ctx) => saveWeek(ctx, { 1: intervals }))).rejects.toEqual(refusal);
    await expect(as((ctx) => saveException(ctx, CHRISTMAS, 'Plantão', intervals))).rejects.toEqual(refusal);
    expect(await hours()).toEqual(before);
  });

  test('an exception is said, said again, and taken back', async () => {
    await as((ctx) => saveException(ctx, CHRISTMAS, 'Plantão', [span(9, 11)]));
    await as((ctx) => saveException(ctx, CHRISTMAS, ' Plantão de Natal ', [span(9, 12)]));
    expect((await hours()).exceptions).toEqual([{ date: CHRISTMAS, label: 'Plantão de Natal', intervals: [span(9, 12)] }]);
    await as((ctx) => removeException(ctx, CHRISTMAS));
    expect((await hours()).exceptions).toEqual([]);
    await expect(as((ctx) => removeException(ctx, CHRISTMAS))).rejects.toMatchObject({ messageKey: 'portal:hours.no_exception' });
    await expect(as((ctx) => saveException(ctx, { year: 2027, month: 2, day: 29 }, 'x', []))).rejects.toMatchObject({ messageKey: 'portal:hours.no_date' });
    await expect(as((ctx) => saveException(ctx, CHRISTMAS, '  ', []))).rejects.toMatchObject({ messageKey: 'portal:hours.no_label' });
  });

  test('a holiday is switched off, and the start does not bring it back', async () => {
    const corpus = { name: 'Corpus Christi', open: null, scope: 'national', source: 'manual', active: false } as const;
    await as((ctx) => saveHoliday(ctx, { is: 'easter', offset: 60 }, corpus));
    await seed();
    expect((await hours()).holidays.map((one) => one.name)).not.toContain('Corpus Christi');
  });

  test('another process sees a change within seconds, and asks only once in a while', async () => {
    let ms = 0;
    const other = cachedCalendar(sql(), 'America/Sao_Paulo', () => ms);
    await other.get();
    await as((ctx) => saveWeek(ctx, { 7: [span(8, 9)] }));
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
