import { expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { selectOne, write } from '../../src/db/rows.js';
import { usesDesk } from './desk.js';
import { fillWithEveryKind, HARM } from './every-kind.js';
import { foreignWords, hindrances } from './judge-page.js';
import { fillWithOneOfEach } from './one-of-each.js';

/** Where pictures are left for people to look at; none without. */
const PICTURES = process.env['PICTURES'];

let total: number;
const desk = usesDesk(async (portal) => {
  const sql = portal.house.source.manager;
  await fillWithOneOfEach(portal);
  await seedDomainFacts(sql, portal.clock.now(), portal.house.t);
  total = await fillWithEveryKind(portal);
  await write(sql, "UPDATE agents SET slack_user_id = CONCAT('U0AGENT000', id) WHERE active = 1");
});
const openPortal = (width = 1280) => desk.open({ who: 'sofia', width });
const goTo = (page: Page, path: string) => page.goto(`${desk.portal.url}/admin/resources/${path}`);
const TRANSCRIPT = 'conversations/records/3/show';

test('a conversation opens as its transcript, from the list, with every message as text', async () => {
  const page = await openPortal();
  await goTo(page, 'conversations');
  await page.click('tr[data-id="3"] td[data-property-name="status"]');
  await page.waitForSelector('.m-message');
  expect(await page.locator('.m-message').count()).toBe(total - 1);
  const text = await page.evaluate<string>("document.querySelector('.m-page').innerText");
  for (const harm of HARM) expect(text).toContain(harm);
  expect(await page.evaluate<unknown>('window.harmed')).toBeUndefined();
  expect(await page.evaluate<string[]>("[...document.querySelectorAll('.m-page a')].map((a) => a.href).filter((href) => !/^https?:/.test(href))")).toEqual([]);
  expect(await page.locator('.m-page script, .m-chat svg').count()).toBe(0);
  await page.waitForFunction("[...document.querySelectorAll('.m-chat img')].every((img) => img.complete && img.naturalWidth > 0) || (document.querySelector('.m-chat img').scrollIntoView(), false)");
  expect(await page.locator('.m-chat audio, .m-chat video').count()).toBe(2);
  await page.click('summary:text-is("Ver o texto anterior")');
  await page.waitForSelector('.m-former[open] >> text=Na terça, às 14h');
  expect(await page.locator('del').innerText()).toBe('mandei errado');
  await page.click('text=Mostrar dados pessoais');
  await page.waitForSelector('text=+55 31 96666-5555');
  await page.close();
}, 40_000);

test('older messages come by the page', async () => {
  const rows = Array.from({ length: 150 }, (_, index) => [1, 1, 'inbound', 'text', `linha ${index}`, 'contact', 'delivered', desk.portal.clock.now(), desk.portal.clock.now()]);
  await write(desk.portal.house.source.manager, 'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, status, occurred_at, created_at) VALUES ?', [rows]);
  const page = await openPortal();
  await goTo(page, 'conversations/records/1/show');
  await page.waitForSelector('text=linha 149');
  await page.click('text=Mensagens anteriores');
  await page.waitForSelector('text=linha 49');
  expect(await page.locator('text=linha 149').count()).toBe(0);
  await page.click('text=Ir para as últimas');
  await page.waitForSelector('text=linha 149');
  await page.close();
}, 40_000);

test.each([1280, 390])('at %i px what supervisors see is accessible, in Portuguese, and no wider than the screen', async (width) => {
  const page = await openPortal(width);
  const found: string[] = [];
  for (const path of [TRANSCRIPT, 'conversations/records/3/reassign', 'incidents/records/1/resolve', 'contacts/records/3/show']) {
    await goTo(page, path);
    await page.waitForSelector('.m-message, .m-page form, .m-page table');
    found.push(...[...(await foreignWords(page)), ...(await hindrances(page))].map((text) => `${path}: ${text}`));
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await page.setViewportSize({ width, height: width === 390 ? 1400 : 1100 });
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${PICTURES}/${path.replaceAll('/', '-')}-${width}.png` });
      await page.setViewportSize({ width, height: 860 });
    }
  }
  expect(found).toEqual([]);
  await page.close();
}, 60_000);

test('a supervisor gives the conversation to somebody else and resolves its incident', async () => {
  const page = await openPortal();
  await goTo(page, TRANSCRIPT);
  await page.waitForSelector('.m-message');
  await page.click('text=Reatribuir');
  await page.selectOption('#m-agent', { label: 'Marina Alves (0 abertas)' });
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=A conversa foi reatribuída.');
  await page.waitForSelector('.m-side >> text=Marina Alves');
  await page.click('.m-side >> text=Reclamação');
  await page.click('text=Resolver');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-resolution-error');
  await page.fill('#m-resolution', 'Trocamos a cuidadora e pedimos desculpas.');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=O incidente foi resolvido.');
  expect(await selectOne(desk.portal.house.source.manager, 'SELECT i.status, c.assignee_id FROM incidents i JOIN conversations c ON c.id = i.conversation_id WHERE i.id = 1')).toEqual({ status: 'resolved', assignee_id: 1 });
  await page.close();
}, 40_000);

test('a list that is not counted to its end says so', async () => {
  await write(desk.portal.house.source.manager, "INSERT INTO conversation_history (conversation_id, action, actor_kind, actor_name, created_at) VALUES ?", [Array.from({ length: 10_001 }, () => [1, 'note', 'agent', 'Ana Lima', desk.portal.clock.now()])]);
  const page = await openPortal();
  await goTo(page, 'history');
  await page.waitForSelector('h2 >> text=10.000+');
  await page.close();
}, 40_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
