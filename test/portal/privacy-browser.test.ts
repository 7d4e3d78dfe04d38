import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import JSZip from 'jszip';
import { chromium, type Browser, type Page } from 'playwright-core';
import { fillWithOneOfEach } from './one-of-each.js';
import { PASSWORD, startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  portal = await startPortal();
  await fillWithOneOfEach(portal);
  await portal.house.source.query("INSERT INTO conversation_threads (conversation_id, live_conversation_id, channel_id, thread_ts, created_at) VALUES (1, 1, 'C0ATENDE001', '1.1', '2026-04-06')");
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await portal?.end();
});

async function openPortal(width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'pt-BR' });
  page.setDefaultTimeout(8000);
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(`${portal.url}/admin`);
  await page.fill('#email', 'marina@carinho.test');
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('text=Clientes esperando agora');
  return page;
}

const PAGES = ['privacy/actions/retention', 'contacts/records/1/exportData', 'contacts/records/1/eraseData'];

test.each([1280, 390])('at %i px the pages are accessible, in Portuguese, and no wider than the screen', async (width) => {
  const page = await openPortal(width);
  for (const path of PAGES) {
    await page.goto(`${portal.url}/admin/resources/${path}`);
    await page.waitForSelector('.m-page p');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<{ violations: { id: string; impact: string }[] }>("axe.run('.m-page', { resultTypes: ['violations'] })");
    expect([path, violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id }) => id)]).toEqual([path, []]);
    expect([path, await page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')]).toEqual([path, 0]);
    expect(await page.evaluate<string>("document.querySelector('#app').innerText")).not.toMatch(/Manage\.|components\.|properties\.|\{\{/);
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${width}-${path.split('/').at(-1)}.png`, fullPage: true });
  }
  await page.close();
}, 60_000);

test('from a contact’s record to its zip, and to its erasure', async () => {
  const page = await openPortal();
  await page.goto(`${portal.url}/admin/resources/contacts/records/1/show`);
  await page.click('text=Exportar dados (LGPD)');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Baixar o arquivo')]);
  expect(download.suggestedFilename()).toBe('contato-1.zip');
  const zip = await JSZip.loadAsync(readFileSync(await download.path()));
  expect(Object.keys(zip.files).sort()).toEqual(['conversas.html', 'dados.json']);

  await page.goto(`${portal.url}/admin/resources/contacts/records/1/eraseData`);
  await page.fill('#proof', '0000');
  await page.click('button:text-is("Apagar os dados")');
  await page.waitForSelector('text=Estes não são os últimos 4 dígitos do telefone.');
  await page.fill('#proof', '7777');
  await page.click('button:text-is("Apagar os dados")');
  await page.waitForSelector('text=Os dados do contato foram apagados.');
  await page.waitForFunction("location.pathname === '/admin/resources/contacts'");
  await page.waitForSelector('td');
  expect(await page.evaluate<string>('document.body.innerText')).not.toContain('Beatriz');
  await page.close();
}, 60_000);

test('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
