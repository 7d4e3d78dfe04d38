import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { setWeek } from '../support/house-hours.js';
import { cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: { quiet_hours: '22:00-07:00' } });
  jumpTo(world, QUIET_MONDAY);
  const allDay = [{ from: 0, to: 1440 }];
  await setWeek(world.house, { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay });
  world.house.calendar.drop();
});
afterAll(() => world.end());

const direct = () => world.slack.channel(`D${ANA.slice(1)}`).messages.map((message) => message.text);
const thread = async (id: number) => (await cardOf(world, id)).ts;

test('a house that works at night: Ana is told of her late conversation in the morning, of an urgent one at once', async () => {
  await goTo(world, 'Mon', '22:30');
  for (const number of ['5511988887777', '5511977776666']) await world.phone(number, { name: 'Família' }).says('Olá');
  await world.settle();
  for (const id of [1, 2]) await world.slack.click(ANA, { channel: ATENDIMENTO, ts: await thread(id) }, 'act_take');
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#2 urgente queda');
  await goTo(world, 'Mon', '23:20');
  expect(direct().filter((text) => text.includes('#1'))).toEqual([]);
  expect(direct().filter((text) => text.includes('#2'))).not.toEqual([]);
  await goTo(world, 'Tue', '06:59');
  expect(direct().filter((text) => text.includes('#1'))).toEqual([]);
  await goTo(world, 'Tue', '07:01');
  expect(direct().filter((text) => text.includes('#1'))).not.toEqual([]);
});
