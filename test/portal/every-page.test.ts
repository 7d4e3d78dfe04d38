import { expect, test } from '@jest/globals';
import { portalResources } from '../../admin/resources/all.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { select } from '../../src/db/rows.js';
import { atRest, usesDesk } from './desk.js';
import { foreignWords, hindrances } from './judge-page.js';
import { fillWithOneOfEach } from './one-of-each.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

const desk = usesDesk(async (portal) => {
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  await fillWithOneOfEach(portal);
});

/** Every page of the portal: the first one, the reports, each list, the first record of each, and each action that is a page. */
async function everyPage(): Promise<string[]> {
  const { house } = desk.portal;
  const paths = ['/admin', '/admin/pages/reports'];
  for (const { options } of portalResources(house)) {
    const id = String(options?.id);
    const actions = Object.entries(options?.actions ?? {}).filter(([, action]) => action && action.isAccessible !== false);
    if (options?.actions?.['list']?.isAccessible !== false) paths.push(`/admin/resources/${id}`);
    const [record] = await recordsOf(id);
    for (const [name, action] of actions) {
      if (['list', 'show', 'search', 'new', 'edit', 'delete', 'bulkDelete'].includes(name) || action?.component === false) continue;
      if (action?.actionType === 'resource') paths.push(`/admin/resources/${id}/actions/${name}`);
      if (action?.actionType === 'record' && record !== undefined) paths.push(`/admin/resources/${id}/records/${record}/${name}`);
    }
    if (record !== undefined && options?.actions?.['show']?.isAccessible !== false) paths.push(`/admin/resources/${id}/records/${record}/show`);
  }
  return paths;
}

async function recordsOf(resource: string): Promise<(string | number)[]> {
  const found = desk.portal.house.source.entityMetadatas.map((meta) => meta.tableName);
  const table = resource.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const name = [table, TABLES[resource] ?? ''].find((one) => found.includes(one));
  if (name === undefined) return [];
  const [row] = await select<Record<string, string | number>>(desk.portal.house.source.manager, `SELECT * FROM ${name} LIMIT 1`);
  return row ? [row['id'] ?? row['code'] ?? row['name'] ?? ''] : [];
}
const TABLES: Record<string, string> = { history: 'conversation_history', templates: 'message_templates', exceptions: 'business_exceptions' };

test('every page is in Portuguese, accessible, and no wider than a phone', async () => {
  const page = await desk.open();
  const found: string[] = [];
  for (const path of await everyPage()) {
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${desk.portal.url}${path}`);
    await atRest(page);
    found.push(...(await foreignWords(page)).map((text) => `${path}: ${text}`));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/1280${path.replaceAll('/', '_')}.png` });
    await page.setViewportSize({ width: 390, height: 860 });
    found.push(...(await hindrances(page)).map((text) => `${path}: ${text}`));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/390${path.replaceAll('/', '_')}.png` });
  }
  expect(found).toEqual([]);
  await page.close();
}, 240_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
