import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { createDatabase, serverUrl } from '../support/database.js';
import { startFleet, type Fleet } from '../faults/fleet.js';

let fleet: Fleet;
let database: Awaited<ReturnType<typeof createDatabase>>;
let browser: Browser;
let slack: Page;
let thread: Locator;
const problems: string[] = [];

beforeAll(async () => {
  database = await createDatabase();
  fleet = await startFleet({ databaseUrl: database.url, redisUrl: serverUrl('REDIS_URL'), webs: 1, workers: 1 });
  browser = await openBrowser();
  slack = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
  slack.on('pageerror', (error) => problems.push(error.message));
  thread = slack.locator('#thread');
}, 60_000);
afterAll(async () => {
  await browser.close();
  await fleet.stop();
  await database.drop();
});

/** Opens the thread of a family, as the attendant does. */
async function openThread(name: string): Promise<void> {
  await slack.goto(new URL('/', fleet.slack.apiUrl).toString());
  await slack.locator('#main .message', { hasText: name }).locator('.thread-link').click();
  await thread.getByText(name).first().waitFor();
}
async function write(text: string): Promise<void> {
  await thread.locator('textarea').fill(text);
  await thread.locator('textarea').press('Enter');
}
/** One of the card's buttons, or an entry of its menu. */
async function ask(act: string, number: number): Promise<void> {
  const button = thread.locator(`[data-action-id="act_${act}"]`).first();
  if ((await button.count()) > 0) return button.click();
  await thread.locator('[data-action-id="act_menu"]').first().selectOption(`${act}:${number}`);
}
const modal = () => slack.locator('.modal').last();
const field = (block: string) => modal().locator(`[data-block-id="${block}"]`);
const says = (words: string) => thread.getByText(words).first().waitFor();

test('a lead from the first message to active: taken, triaged, proposal, contract', async () => {
  await fleet.zapi.phone('5511988887777', { name: 'Maria Oliveira' }).says('Preciso de uma cuidadora para minha mãe');
  await slack.goto(new URL('/', fleet.slack.apiUrl).toString());
  await slack.locator('#main').getByText('#1 · Maria Oliveira').waitFor();
  await openThread('Maria Oliveira');
  await ask('take', 1);
  await slack.getByText('A conversa #1 agora é sua.').first().waitFor();
  await ask('triage', 1);
  await modal().waitFor();
  const inputs = modal().locator('input.input, textarea.input');
  for (const [index, answer] of ['Dona Lúcia', '82'].entries()) await inputs.nth(index).fill(answer);
  await modal().locator('select').nth(0).selectOption({ index: 1 });
  await inputs.nth(2).fill('São Paulo, Pinheiros');
  await inputs.nth(3).fill('Segunda a sexta, das 8h às 18h');
  await modal().locator('select').nth(1).selectOption({ label: 'Hoje ou amanhã' });
  await modal().getByRole('button', { name: 'Salvar' }).click();
  await slack.locator('.modal').waitFor({ state: 'detached' });
  await says('Proposta');
  await thread.getByText('6/6').first().waitFor();
  await write('!status ativo contrato assinado');
  await says('mudou a situação: Proposta → Ativo');
  expect(await fleet.rows('SELECT status FROM conversations WHERE id = 1')).toEqual([{ status: 'active' }]);
}, 90_000);

test('another is lost: a reason is asked for, the card says it, and it can be reopened', async () => {
  await fleet.zapi.phone('5521977776666', { name: 'João Pereira' }).says('Quanto custa?');
  await slack.locator('#main').getByText('#2 · João Pereira').waitFor();
  await openThread('João Pereira');
  await write('Olá, João! A partir de R$ 250.');
  await says('A partir de R$ 250.');
  await write('!status triagem');
  await says('Novo → Triagem');
  await ask('lose', 2);
  await field('reason').locator('select').selectOption({ label: 'Preço' });
  await field('why').locator('textarea').fill('achou caro');
  await modal().getByRole('button', { name: 'Marcar perdido' }).click();
  await slack.locator('.modal').waitFor({ state: 'detached' });
  await says('Preço');
  await thread.locator('[data-action-id="act_reopen"]').first().waitFor();
  expect(await fleet.rows('SELECT status, loss_reason FROM conversations WHERE id = 2')).toEqual([{ status: 'lost', loss_reason: 'price' }]);
  expect(problems).toEqual([]);
}, 90_000);
