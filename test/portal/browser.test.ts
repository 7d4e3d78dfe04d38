import { expect, test } from '@jest/globals';
import { selectOne } from '../../src/db/rows.js';
import { PNG } from '../media/pictures.js';
import { keepFile } from './keep-file.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { usesDesk } from './desk.js';

const desk = usesDesk(async (portal) => {
  await fillWithOneOfEach(portal);
  await keepFile(portal, 1, PNG, 'image/png', 'Quarto da mãe.png', 'image');
});
const openPortal = (width = 1280) => desk.open({ width });

test('a person signs in, sees the dashboard, finds the dead letter with its reason, and retries it', async () => {
  const page = await openPortal();
  await page.waitForSelector('text=Clientes esperando agora');
  expect(await page.textContent('#app')).toMatch(/Maior espera1 h 23 min/);
  await page.click('text=Entregas com falha');
  await page.waitForSelector('text=Z-API answered 500');
  expect(await page.locator('tbody tr').count()).toBe(3);

  await page.click('tr[data-id="2"] td[data-property-name="kind"]');
  await page.click('text=Tentar de novo');
  await page.waitForSelector('text=Esta entrega falhou.');
  await page.click('section button:has-text("Tentar de novo"), button[color=primary]:has-text("Tentar de novo")');
  await page.waitForSelector('text=A entrega voltou para a fila');
  expect(await selectOne(desk.portal.house.source.manager, "SELECT status FROM deliveries WHERE kind = 'whatsapp.send' ORDER BY id DESC LIMIT 1")).toEqual({ status: 'pending' });
  await page.close();
}, 40_000);

test('a message’s file opens in a tab of its own, from the list', async () => {
  const page = await openPortal();
  await page.waitForSelector('text=Clientes esperando agora');
  await page.goto(`${desk.portal.url}/admin/resources/messages`);
  await page.waitForSelector('text=Quarto da mãe.png');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.click('text=Quarto da mãe.png')]);
  await tab.waitForLoadState();
  expect(await tab.evaluate<unknown>("[document.contentType, document.images[0].naturalWidth > 0]")).toEqual(['image/png', true]);
  expect(page.url()).toMatch(/resources\/messages$/);
  expect(await selectOne(desk.portal.house.source.manager, "SELECT actor_name FROM conversation_history WHERE action = 'attachment_opened'")).toEqual({ actor_name: 'Marina Alves' });
  await page.close();
}, 40_000);

test('on a phone the lists can be read', async () => {
  const page = await openPortal(390);
  await page.waitForSelector('text=Clientes esperando agora');
  await page.goto(`${desk.portal.url}/admin/resources/deliveries`);
  await page.locator('tr[data-id="2"] td[data-property-name="status"]').waitFor({ state: 'visible' });
  await page.close();
}, 40_000);

test('the browser had nothing to complain about: no error, no policy violation, no request to elsewhere', () => {
  expect(desk.complaints).toEqual([]);
});
