import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import type { Browser, Page } from 'playwright-core';
import { mountPortal } from '../../admin/portal.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { openBrowser } from '../support/browser.js';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { startWorld, type World } from '../support/world.js';
import { PASSWORD } from './portal-house.js';

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await startWorld({ portal: mountPortal, env: { SESSION_SECRET: 'segredo das sessões de teste' } });
  jumpTo(world, QUIET_MONDAY);
  await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Marina Alves', email: 'marina@carinho.test', role: 'admin', passwordHash: await hash(PASSWORD) });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

async function signIn(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'pt-BR' });
  page.setDefaultTimeout(10_000);
  await page.goto(`${world.url}/admin${path}`);
  await page.fill('#email', 'marina@carinho.test');
  await page.fill('#password', 'não é esta');
  await page.click('button[type=submit]');
  await page.waitForSelector('[role=alert]');
  expect(await page.inputValue('#email')).toBe('marina@carinho.test');
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('#app section');
  return page;
}
const due = async () => {
  const [clock] = await world.rows<{ goal_minutes: number; left: number; policy_id: number }>("SELECT goal_minutes, TIMESTAMPDIFF(MINUTE, started_at, due_at) AS `left`, policy_id FROM sla_clocks WHERE kind = 'first_response' AND outcome = 'running'");
  return clock;
};
test('a wrong password is told and the right one leads where one wanted to go; a new goal moves the clock that runs', async () => {
  await goTo(world, 'Mon', '09:00');
  await world.phone('5511988887777').says('Preciso de uma cuidadora');
  await world.settle();
  const before = await due();
  const page = await signIn('/resources/slaPolicies/actions/goals');
  await page.waitForSelector('#m-normal-first_response_minutes');
  expect(await page.inputValue('#m-normal-first_response_minutes')).toBe(String(before?.goal_minutes));
  await page.fill('#m-normal-first_response_minutes', '7');
  await page.click('button:text-is("Ver o que muda")');
  await page.click('button:text-is("Salvar as novas metas")');
  await page.waitForSelector('text=As novas metas valem a partir de agora.');
  await goTo(world, 'Mon', '09:01');
  expect(await due()).toMatchObject({ goal_minutes: 7, left: 7 });
  await page.close();
}, 60_000);

test('a holiday for today is put in, and the calendar and the clock that runs know at once', async () => {
  const today = world.clock.now().toISOString().slice(0, 10);
  const page = await signIn('/resources/holidays/actions/add');
  await page.fill('#m-name', 'Aniversário da casa');
  await page.selectOption('#m-rule_key', 'date');
  await page.fill('fieldset input[type=date]', today);
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text="Salvo."');
  expect((await world.house.calendar.get()).isOpen(world.clock.now())).toBe(false);
  await goTo(world, 'Mon', '09:02');
  expect(Number((await due())?.left)).toBeGreaterThan(20 * 60);
  await page.close();
}, 60_000);
