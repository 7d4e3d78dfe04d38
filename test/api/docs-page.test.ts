import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { startWorld, type World } from '../support/world.js';
import { makeClient } from './api-world.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

let world: World;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

async function open(width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'pt-BR' });
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => void (request.url().startsWith(world.url) || request.url().startsWith('data:') || complaints.push(`request to ${request.url()}`)));
  await page.goto(`${world.url}/api/docs`);
  await page.waitForSelector('.opblock');
  return page;
}

describe('the page of the API', () => {
  test('lists every operation, from this host alone, under a policy without inline scripts', async () => {
    const page = await open();
    expect(await page.locator('.opblock').count()).toBe(9);
    expect(await page.title()).toBe('API Carinho');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
    const policy = (await fetch(`${world.url}/api/docs`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none';script-src 'self';");
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/api-docs-1280.png`, fullPage: true });
    await page.close();
  });

  test('a call can be tried there', async () => {
    const token = await makeClient(world, 'Curioso');
    const page = await open();
    await page.click('.authorize');
    await page.fill('.auth-container input', token);
    await page.click('.auth-btn-wrapper .authorize');
    await page.click('.auth-btn-wrapper .btn-done');
    await page.click('#operations-metrics-readMetricsNow .opblock-summary-control');
    await page.click('#operations-metrics-readMetricsNow .try-out__btn');
    await page.click('#operations-metrics-readMetricsNow .execute');
    await page.waitForSelector('#operations-metrics-readMetricsNow .live-responses-table .response-col_status');
    const answer = await page.textContent('#operations-metrics-readMetricsNow .live-responses-table');
    expect(answer).toMatch(/200[\s\S]*by_status/);
    expect(answer).toContain('Corpo da resposta');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/api-docs-tried.png` });
    await page.close();
  });

  test('is in Portuguese, Swagger UI’s own words too', async () => {
    const page = await open();
    await page.click('.authorize');
    await page.click('.auth-btn-wrapper .btn-done');
    for (const id of ['conversations-sendMessage', 'conversations-listConversations']) {
      await page.click(`#operations-${id} .opblock-summary-control`);
      await page.click(`#operations-${id} .try-out__btn`);
    }
    const texts = await page.evaluate<string[]>(`(() => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('code, pre, textarea, option, script, style, noscript, .opblock-summary-path, .parameter__name, .parameter__type, .parameter__in, .opblock-tag, .model, .model-box, .response-controls select, .response-col_status, .response-col_links')) found.push(walker.currentNode.data.trim());
      return found.filter(Boolean);
    })()`);
    if (PICTURES) await page.locator('#operations-conversations-sendMessage').screenshot({ path: `${PICTURES}/api-docs-open.png` });
    for (const words of ['Autorizar', 'Executar', 'Respostas', 'Cabeçalhos:', 'Tipo']) expect([words, texts.includes(words)]).toEqual([words, true]);
    expect(await page.evaluate<string>(`getComputedStyle(document.querySelector('#operations-conversations-sendMessage .parameter__name.required'), '::after').content`)).toBe('"obrigatório"');
    const foreign = /\b(?:the|and|with|your|not|send|value|values|available|required|response|request|parameter|parameters|example|schema|body|authorize|cancel|execute|clear|try|description|media|links|close|name|default)\b/i;
    expect([...new Set(texts.filter((text) => foreign.test(text)))]).toEqual([]);
    await page.close();
  });

  test('every problem is explained where its address leads', async () => {
    const page = await open();
    await page.goto(`${world.url}/api/docs#problem-key_missing`);
    expect(await page.textContent('#problem-key_missing')).toBe('400 key_missing Falta a chave do envio');
    await page.close();
  });

  test('is read on a phone, and by who cannot see it', async () => {
    const page = await open(390);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>("axe.run(document, { resultTypes: ['violations'] })");
    expect(violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/api-docs-390.png`, fullPage: true });
    await page.close();
  });

  test('the browser had nothing to complain about', () => {
    expect(complaints).toEqual([]);
  });
});
