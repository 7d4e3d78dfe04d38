import { afterAll, beforeAll, expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser, Page, Request } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { PASSWORD, startPortal, type PortalHouse } from './portal-house.js';

/** The portal in Chromium. */
export interface Desk {
  portal: PortalHouse;
  /** What the browser's console, its scripts, dialogs, and requests to other hosts had to say. */
  complaints: string[];
  /** A page of a person who has just signed in. */
  open(options?: { path?: string; width?: number; who?: 'marina' | 'sofia' }): Promise<Page>;
}

const unanswered = new WeakMap<Page, Set<Request>>();

/** What the page asked its server for has come, and is drawn. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForSelector('#app section, #app form, #app table, #app main');
  for (let still = 0; still < 3; ) {
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 20)))');
    still = (unanswered.get(page)?.size ?? 0) === 0 ? still + 1 : 0;
  }
}

/** Starts the portal with what `prepare` puts into it, and Chromium, for one test file. Use what it returns inside tests. */
export function usesDesk(prepare: (portal: PortalHouse) => Promise<unknown>): Desk {
  let browser: Browser | undefined;
  const desk = { complaints: [] } as unknown as Desk;
  beforeAll(async () => {
    if (!existsSync('build/admin/bundle.js')) expect(spawnSync(process.execPath, ['scripts/build-portal.mjs'], { stdio: 'inherit' }).status).toBe(0);
    desk.portal = await startPortal();
    await prepare(desk.portal);
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await desk.portal?.end();
  });
  desk.open = async ({ path = '/admin', width = 1280, who = 'marina' } = {}) => {
    const page = await (browser as Browser).newPage({ viewport: { width, height: 860 }, locale: 'pt-BR' });
    const { complaints, portal } = desk;
    page.setDefaultTimeout(10_000);
    const asking = new Set<Request>();
    unanswered.set(page, asking);
    page.on('request', (request) => void asking.add(request));
    page.on('requestfinished', (request) => void asking.delete(request));
    page.on('requestfailed', (request) => void asking.delete(request));
    page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(error.message));
    page.on('dialog', (dialog) => void (complaints.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
    page.on('request', (request) => void (request.url().startsWith(portal.url) || request.url().startsWith('data:') || request.url().startsWith('blob:') || complaints.push(`request to ${request.url()}`)));
    await page.goto(`${portal.url}${path}`);
    await page.fill('#email', `${who}@carinho.test`);
    await page.fill('#password', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('#app nav, #app aside, #app section');
    return page;
  };
  return desk;
}
