import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { createDatabase, serverUrl } from '../support/database.js';
import { startFleet, type Fleet } from '../faults/fleet.js';

let fleet: Fleet;
let database: Awaited<ReturnType<typeof createDatabase>>;
let browser: Browser;
const problems: string[] = [];
beforeAll(async () => {
  database = await createDatabase();
  fleet = await startFleet({ databaseUrl: database.url, redisUrl: serverUrl('REDIS_URL'), webs: 1, workers: 1 });
  fleet.zapi.phone('5511988887777', { name: 'Maria Oliveira' });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await fleet.stop();
  await database.drop();
});

async function open(address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(address);
  return page;
}

test('in the browser: a family writes on the phone, an attendant answers in the thread, the answer arrives and its ticks come back', async () => {
  const phone = await open(`${fleet.zapi.baseUrl}/phone/`);
  await phone.locator('#text').fill('Preciso de uma cuidadora para meu pai');
  await phone.locator('#text').press('Enter');
  await phone.locator('.bubble[data-from="customer"][data-status="accepted"]').waitFor();

  const slack = await open(new URL('/', fleet.slack.apiUrl).toString());
  await slack.getByText('#1 · Maria Oliveira').waitFor();
  await slack.locator('.thread-link').click();
  const thread = slack.locator('#thread');
  await thread.getByText('Preciso de uma cuidadora para meu pai').last().waitFor();
  await thread.locator('textarea').fill('Bom dia! Para quando seria?');
  await thread.locator('textarea').press('Enter');

  await phone.locator('.bubble[data-from="company"]', { hasText: 'Bom dia! Para quando seria?' }).waitFor();
  await thread.locator('.message', { hasText: 'Bom dia! Para quando seria?' }).last().getByText('👀').waitFor();
  await slack.locator('#main').getByText('não, já respondido').waitFor();

  await thread.locator('textarea').fill('// ver disponibilidade com a coordenação');
  await thread.locator('textarea').press('Enter');
  await thread.locator('.message', { hasText: 'ver disponibilidade' }).last().getByText('📝').waitFor();
  expect(fleet.zapi.phone('5511988887777').received.map((message) => message.text)).toEqual(['Bom dia! Para quando seria?']);
  expect(problems).toEqual([]);
}, 60_000);
