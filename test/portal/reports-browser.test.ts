import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { later } from '../../src/kit/clock.js';
import { randomRows, store } from '../reports/random-house.js';
import { usesDesk } from './desk.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

const desk = usesDesk(async (portal) => {
  const sql = portal.house.source.manager;
  await store(sql, randomRows(11, new Date('2026-02-20T00:00:00Z'), later(portal.clock.now(), 0), 600, 3));
  await sql.query("UPDATE conversations SET open_contact_id = contact_id, waiting_since = IF(id % 3 = 0, updated_at, NULL) WHERE status NOT IN ('lost', 'closed') AND id > 540");
});
const openPortal = (path: string, width = 1280) => desk.open({ path, width, who: 'sofia' });

const picture = async (page: Page, name: string) => {
  if (PICTURES === undefined) return;
  const before = page.viewportSize() as { width: number; height: number };
  await page.setViewportSize({ ...before, height: 2200 }); // the portal scrolls inside the window
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
  await page.setViewportSize(before);
};
/** How far something stands out of the window on its right, px; wide tables scroll inside a frame of their own. */
const overflow = (page: Page) =>
  page.evaluate<number>("Math.max(0, ...[...document.querySelectorAll('#app h1, #app h2, #app p, #app select, #app section, #app nav a, #app li, #app svg, [role=region]')].filter((one) => !one.closest('table')).map((one) => one.getBoundingClientRect().right - innerWidth))");

test('a supervisor chooses a report, a period and a person, reads what each figure means, and takes it away', async () => {
  const page = await openPortal('/admin');
  await page.click('a:has-text("Relatórios")');
  await page.waitForSelector('caption:has-text("SLA")');
  await page.selectOption('select[name=report]', 'productivity');
  await page.waitForSelector('caption:has-text("Produtividade da equipe")');
  await page.selectOption('select[name=period]', 'custom');
  await page.fill('input[name=from]', '2026-03-01');
  await page.fill('input[name=to]', '2026-03-31');
  await page.selectOption('select[name=agent]', { label: 'Sofia Prado' });
  await page.waitForSelector('text=01/03/2026 a 31/03/2026, comparado com 01/02/2026 a 28/02/2026');
  await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
  expect(await page.locator('tbody tr').allTextContents()).toEqual([expect.stringContaining('Sofia Prado')]);
  expect(await page.textContent('dl')).toContain('as que falharam ou foram apagadas não contam');
  expect(page.url()).toContain('report=productivity&period=custom&from=2026-03-01&to=2026-04-01&agent=');

  const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=CSV para Excel (;)')]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFPessoa;Mensagens;Conversas;/);
  expect(text).toMatch(/\r\nSofia Prado;\d+;\d+;/);

  await page.reload();
  await page.waitForSelector('caption:has-text("Produtividade da equipe")');
  expect(await page.inputValue('input[name=to]')).toBe('2026-03-31');
  await page.close();
}, 60_000);

test.each([1280, 390])('every report can be read at %i px', async (width) => {
  const page = await openPortal('/admin/pages/reports', width);
  for (const key of ['sla', 'funnel', 'losses', 'incidents', 'satisfaction', 'escalations', 'volume', 'traffic', 'sources']) {
    await page.waitForSelector('select[name=report]');
    await page.selectOption('select[name=report]', key);
    await page.waitForSelector(`table caption:has-text("${await page.locator(`option[value=${key}]`).textContent()}")`, { state: 'attached' });
    expect([key, await overflow(page)]).toEqual([key, 0]);
    await picture(page, `reports-${key}-${width}`);
  }
  await page.close();
}, 60_000);

test.each([1280, 390])('the dashboard shows how the house is doing, and what changes, by itself (%i px)', async (width) => {
  const page = await openPortal('/admin', width);
  await page.waitForSelector('text=Cumprimento da primeira resposta');
  await page.waitForSelector('text=Funil, últimos 30 dias');
  expect(await overflow(page)).toBe(0);
  await picture(page, `dashboard-${width}`);
  if (width === 1280) {
    const name = 'Celular sem bateria';
    await desk.portal.house.source.query("INSERT INTO connections (name, connected, detail, since, checked_at) VALUES ('whatsapp', 0, ?, ?, ?) ON DUPLICATE KEY UPDATE detail = VALUES(detail)", [name, desk.portal.clock.now(), desk.portal.clock.now()]);
    await page.waitForSelector(`text=${name}`, { timeout: 10_000 });
  }
  await page.close();
}, 60_000);

test('the dashboard asks nothing while nobody looks at it', async () => {
  const page = await openPortal('/admin');
  await page.clock.install();
  await page.reload();
  await page.waitForSelector('text=Funil, últimos 30 dias');
  let asked = 0;
  page.on('request', (request) => void (request.url().endsWith('/admin/live') && (asked += 1)));
  await page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
  await page.clock.runFor(9000);
  expect(asked).toBe(0);
  await page.evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true }); setTimeout(() => document.dispatchEvent(new Event('visibilitychange')), 0)");
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/admin/live')), page.clock.runFor(100)]);
  expect(asked).toBe(1);
  await page.close();
}, 60_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
