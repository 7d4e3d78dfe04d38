import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { portalResources } from '../../admin/resources/all.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { atRest, usesDesk } from './desk.js';
import { foreignWords, hindrances } from './judge-page.js';
import { fillWithOneOfEach, fillWithTheRest, SCRIPT, writeScriptsEverywhere } from './one-of-each.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

const desk = usesDesk(async (portal) => {
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  await fillWithOneOfEach(portal);
  await fillWithTheRest(portal);
  if (!PICTURES) await writeScriptsEverywhere(portal);
});

interface Listed {
  records: { id: string; recordActions: { name: string }[]; bulkActions: { name: string }[] }[];
}

/** As a link of the portal leads there: the page changes, AdminJS is not loaded anew. */
const goTo = (page: Page, path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`);

/** Every page of the portal: the first one, the reports, each list, and each action that is a page, on the first record that offers it. */
async function everyPage(page: Page): Promise<string[]> {
  const { house, url } = desk.portal;
  const paths = ['/admin', '/admin/pages/reports'];
  for (const { options } of portalResources(house)) {
    const id = String(options?.id);
    const actions = Object.entries(options?.actions ?? {}).flatMap(([name, action]) => (action && action.isAccessible !== false && action.component !== false && action.isVisible !== false && name !== 'search' ? [{ name, type: action.actionType ?? STANDARD[name] }] : []));
    const { records = [] } = (await (await page.request.get(`${url}/admin/api/resources/${id}/actions/list?perPage=200`)).json()) as Partial<Listed>;
    for (const { name, type } of actions) {
      if (name === 'list') paths.push(`/admin/resources/${id}`);
      else if (type === 'resource') paths.push(`/admin/resources/${id}/actions/${name}`);
      else {
        const fit = records.find(({ recordActions, bulkActions }) => (type === 'bulk' ? bulkActions : recordActions).some((action) => action.name === name));
        paths.push(type === 'bulk' ? `/admin/resources/${id}/bulk/${name}?recordIds=${fit?.id}` : `/admin/resources/${id}/records/${fit?.id}/${name}`);
      }
    }
  }
  return paths;
}
const STANDARD: Record<string, string> = { list: 'resource', show: 'record' };

test('every page is in Portuguese, accessible, no wider than a phone, and shows scripts as text', async () => {
  const page = await desk.open();
  const found: string[] = [];
  let shown = 0;
  let before = '';
  for (const path of await everyPage(page)) {
    await page.setViewportSize({ width: 1280, height: 860 });
    await goTo(page, path);
    await atRest(page);
    if ((await page.getByText(/Página não encontrada|Este registro não existe mais/).count()) > 0) found.push(`${path}: there is no such page`);
    const text = await page.evaluate<string>('document.querySelector("#app").innerText');
    if (text === before) found.push(`${path}: the page before is still there`);
    before = text;
    // Once is the name of who is signed in, on top of every page.
    if (text.split(SCRIPT).length > 2) shown += 1;
    found.push(...(await foreignWords(page)).map((text) => `${path}: ${text}`));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/1280${path.replace(/[/?=]/g, '_')}.png` });
    await page.setViewportSize({ width: 390, height: 860 });
    found.push(...(await hindrances(page)).map((text) => `${path}: ${text}`));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/390${path.replace(/[/?=]/g, '_')}.png` });
  }
  expect(found).toEqual([]);
  // Were one of them a tag, the browser would have complained below: of the policy, or of a dialog.
  if (!PICTURES) expect(shown).toBeGreaterThan(30);
  await page.close();
}, 400_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
