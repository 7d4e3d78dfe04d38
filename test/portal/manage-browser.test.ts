import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { selectOne, write } from '../../src/db/rows.js';
import { PASSWORD, startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync('build/admin/bundle.js')) expect(spawnSync(process.execPath, ['scripts/build-portal.mjs'], { stdio: 'inherit' }).status).toBe(0);
  portal = await startPortal();
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await portal?.end();
});

async function openPortal(width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 860 }, locale: 'pt-BR' });
  page.setDefaultTimeout(8000);
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('dialog', (dialog) => void (complaints.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  await page.goto(`${portal.url}/admin`);
  await page.fill('#email', 'marina@carinho.test');
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('text=Clientes esperando agora');
  return page;
}
const goTo = (page: Page, path: string) => page.goto(`${portal.url}/admin/resources/${path}`);
const one = <T>(sql: string) => selectOne<T>(portal.house.source.manager, sql);

test('a template: the preview follows, a wrong variable is told at the text, the right one is saved', async () => {
  const page = await openPortal();
  await goTo(page, 'templates');
  await page.click('tr[data-id="1"] td[data-property-name="title"]');
  await page.click('text=Editar');
  await page.fill('#m-body', 'Oi, {{contact.first_name}}! {{nome}}');
  await page.waitForSelector('aside >> text={{nome}} não existe');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-body-error >> text={{nome}} não existe');
  expect(await page.getAttribute('#m-body', 'aria-invalid')).toBe('true');
  await page.fill('#m-body', 'Oi, ');
  await page.click('button:text-is("{{contact.first_name}}")');
  await page.waitForSelector('aside >> text=Oi, Beatriz');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=Salvo.');
  expect(await one('SELECT body FROM message_templates WHERE id = 1')).toEqual({ body: 'Oi, {{contact.first_name}}' });
  await page.close();
}, 40_000);

test('somebody else saved meanwhile: what is there now is shown, and saving over it takes a second decision', async () => {
  const page = await openPortal();
  await goTo(page, 'lossReasons/records/price/change');
  await page.fill('#m-label', 'Valor');
  await write(portal.house.source.manager, "UPDATE loss_reasons SET label = 'Preço alto' WHERE code = 'price'");
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('.m-alert >> text=Preço alto');
  expect(await one("SELECT label FROM loss_reasons WHERE code = 'price'")).toEqual({ label: 'Preço alto' });
  await page.click('text=Salvar o meu por cima');
  await page.waitForSelector('text=Salvo.');
  expect(await one("SELECT label FROM loss_reasons WHERE code = 'price'")).toEqual({ label: 'Valor' });
  await page.close();
}, 40_000);

test('the checklist is put in order by dragging', async () => {
  const page = await openPortal();
  await goTo(page, 'triageItems/actions/arrange');
  await page.waitForSelector('.m-order li');
  await page.dragAndDrop('.m-order li:nth-child(3)', '.m-order li:nth-child(1)');
  expect(await page.textContent('.m-order li:nth-child(1)')).toContain('Tipo de cuidado');
  await page.click('[aria-label="Descer Tipo de cuidado"]');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=A nova ordem foi salva.');
  expect(await one("SELECT position FROM triage_items WHERE code = 'care_type'")).toEqual({ position: 2 });
  await page.close();
}, 40_000);

test('Saturday is opened in the week’s editor, and the calendar knows at once', async () => {
  const page = await openPortal();
  await goTo(page, 'businessHours/actions/week');
  await page.click('[aria-label="Sábado: Adicionar horário"]');
  await page.fill('[aria-label="Sábado: fecha 1"]', '12:00');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=O horário foi salvo e já vale.');
  expect((await portal.house.calendar.get()).isOpen(new Date('2026-04-11T13:00:00Z'))).toBe(true);
  await page.close();
}, 40_000);

test('a name that is a script is shown as text', async () => {
  const page = await openPortal();
  await goTo(page, 'tags/actions/add');
  await page.fill('#m-name', '<img src=x onerror=alert(1)>');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('td >> text=<img src=x onerror=alert(1)>');
  await page.close();
}, 40_000);

const PAGES = [
  'templates/records/1/change', 'triageItems/records/3/change', 'triageItems/actions/arrange', 'businessHours/actions/week', 'holidays/actions/add', 'holidays/actions/importYear', 'exceptions/actions/add',
  'slaPolicies/actions/goals', 'redFlags/actions/add', 'settings/actions/all', 'integrations/actions/state', 'agents/records/2/change', 'agents/actions/security',
];

test.each([1280, 390])('at %i px every page is accessible, in Portuguese, and no wider than the screen', async (width) => {
  const page = await openPortal(width);
  const found: string[] = [];
  for (const path of PAGES) {
    await goTo(page, path);
    await page.waitForSelector('.m-page p, .m-page form, .m-page button');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>("axe.run('.m-page', { resultTypes: ['violations'] })");
    found.push(...violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 120)}`));
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    if (wide > 0) found.push(`${path}: ${wide} px too wide`);
    const text = await page.evaluate<string>("document.querySelector('#app').innerText");
    if (/\b(?:Manage\.|components\.|properties\.|Save|Cancel|Edit|Loading|New)\b/.test(text)) found.push(`${path}: not Portuguese: ${/.*(?:Manage\.|components\.|properties\.|Save|Cancel|Edit\b|Loading|New\b).*/.exec(text)?.[0]}`);
  }
  expect(found).toEqual([]);
  await page.close();
}, 120_000);

test('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
