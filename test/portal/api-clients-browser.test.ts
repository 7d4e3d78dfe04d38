import { expect, test } from '@jest/globals';
import { call } from '../api/api-world.js';
import { atRest, usesDesk } from './desk.js';
import { foreignWords, hindrances } from './judge-page.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];
const desk = usesDesk(async () => undefined);

test('an administrator adds a client, sees its token once, replaces and revokes it', async () => {
  const page = await desk.open({ path: '/admin/resources/apiClients/actions/add' });
  const status = async (token: string) => (await call(desk.portal, token, '/metrics/now')).status;
  await page.goto(`${desk.portal.url}/admin/resources/apiClients/actions/add`);
  await page.fill('#m-name', 'Operação');
  await page.check('#m-may_read_metrics');
  await page.click('button[type=submit]');
  await page.waitForURL('**/apiClients/records/1/token**');
  await page.click('text=Gerar token');
  await page.waitForSelector('.m-token code');
  const first = (await page.textContent('.m-token code')) as string;
  expect(await status(first)).toBe(200);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/api-token-1280.png` });
  await page.waitForSelector('button[color=success]', { state: 'detached' });
  await page.setViewportSize({ width: 390, height: 860 });
  expect([...(await foreignWords(page)), ...(await hindrances(page))]).toEqual([]);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/api-token-390.png` });
  await page.reload();
  await atRest(page);
  expect(await page.textContent('main, #app')).toContain(`O token em vigor termina em ${first.slice(-4)}.`);
  expect(await page.content()).not.toContain(first);

  await page.click('text=Trocar token');
  expect(await status(first)).toBe(200);
  expect(await page.textContent('[role=alertdialog]')).toContain('deixa de valer na hora');
  expect(await hindrances(page)).toEqual([]);
  await page.click('[role=alertdialog] >> text=Trocar token');
  await page.waitForSelector('.m-token code');
  const second = (await page.textContent('.m-token code')) as string;
  expect([await status(first), await status(second)]).toEqual([401, 200]);

  await page.click('text=Revogar token');
  await page.click('[role=alertdialog] >> text=Revogar token');
  await page.waitForSelector('text=Este cliente ainda não tem token.');
  expect(await status(second)).toBe(401);
  await page.close();
}, 60_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
