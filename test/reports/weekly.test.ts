import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { nextWeekly } from '../../src/domain/reports/weekly.js';
import { SP, jumpTo } from '../support/business-time.js';
import { ANA, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { answer, channelTexts } from '../support/thread.js';

let world: World;
const reports = () => channelTexts(world, SUPERVISAO).filter((text) => text.startsWith('📊'));
/** To a moment of the clock, with the week's timer planned as a worker that starts there would. */
async function at(iso: string): Promise<void> {
  jumpTo(world, iso);
  await world.tick();
  await world.settle();
}
const planned = async () => DateTime.fromJSDate((await world.rows<{ due_at: Date }>("SELECT due_at FROM timers WHERE kind = 'weekly'"))[0]?.due_at as Date, { zone: SP }).toFormat("ccc yyyy-MM-dd HH:mm");

beforeAll(async () => {
  world = await startWorld({ env: { PUBLIC_URL: 'https://atende.carinho.test/' } });
});
afterAll(() => world.end());

test.each([
  ['2027-03-08T11:59:59.999Z', 1, 9, '2027-03-08T12:00:00.000Z', 'this Monday at nine'],
  ['2027-03-08T12:00:00.000Z', 1, 9, '2027-03-15T12:00:00.000Z', 'it is nine now: next Monday'],
  ['2027-03-10T12:00:00.000Z', 7, 0, '2027-03-14T03:00:00.000Z', 'Sunday begins'],
  ['2027-03-10T12:00:00.000Z', 0, 9, '2027-03-11T12:00:00.000Z', 'no report: looked at again a day later'],
])('%s, weekday %i at %i: %s (%s)', (now, weekday, hour, expected) => {
  expect(nextWeekly(new Date(now), weekday, hour, SP).toISOString()).toBe(expected);
});

test('supervisors read the week on Monday at nine, once, with the week before and a link to the reports', async () => {
  await at('2027-03-09T10:00');
  await world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
  jumpTo(world, '2027-03-09T10:04');
  await answer(world, ANA, 'Bom dia, Maria!');
  await world.settle();
  await world.rows("UPDATE timers SET due_at = ? WHERE kind = 'weekly'", [DateTime.fromISO('2027-03-15T09:00', { zone: SP }).toJSDate()]);
  await at('2027-03-15T08:59');
  expect(reports()).toEqual([]);
  await at('2027-03-15T09:00');
  await at('2027-03-15T09:05');
  expect(reports()).toEqual([
    [
      '📊 *Qualidade da semana* · 08/03 a 14/03',
      'Conversas novas: *1* (0 antes) · propostas: 0 · ativadas: 0 · perdidas: 0',
      'Primeira resposta no prazo: *100 %* (– antes) · mediana 4 · percentil 90 4 (minutos úteis)',
      'Resolução no prazo: *–* (– antes)',
      'NPS: *–* (– antes), 0 respostas de 0 pesquisas enviadas',
      'Incidentes: *0* (0 antes)',
      '<https://atende.carinho.test/admin/pages/reports?period=custom&amp;from=2027-03-08&amp;to=2027-03-15|Abrir os relatórios no portal>',
    ].join('\n'),
  ]);
  expect(await planned()).toBe('Mon 2027-03-22 09:00');
});

test('the day can be moved, and the report switched off', async () => {
  await world.set('weekly_report_weekday', 5);
  await at('2027-03-22T09:00');
  expect(reports()).toHaveLength(1);
  expect(await planned()).toBe('Fri 2027-03-26 09:00');
  await at('2027-03-26T09:00');
  expect(reports()).toHaveLength(2);
  await world.set('weekly_report_weekday', 0);
  await at('2027-04-02T09:00');
  expect(reports()).toHaveLength(2);
  expect(await planned()).toBe('Sat 2027-04-03 09:00');
});
