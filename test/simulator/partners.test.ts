import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Browser } from 'playwright-core';
import { createRecorder } from '../../simulator/partners/recorder.js';
import { webFiles } from '../../simulator/zapi/control/pages.js';
import { openBrowser } from '../support/browser.js';
import { slash } from '../support/thread.js';
import { ANA, startWorld, type World } from '../support/world.js';

let world: World;
let server: Server;
let url: string;
let browser: Browser;
beforeAll(async () => {
  const recorder = createRecorder({ tokens: { crm: 'um', operacao: 'dois', integracoes: 'três' }, now: () => Date.parse('2026-11-24T15:00:00Z') });
  const app = express();
  app.use('/partners', recorder.router);
  app.use(webFiles());
  server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/partners`;
  world = await startWorld({ env: { CRM_BASE_URL: `${url}/crm`, CRM_TOKEN: 'um', OPERACAO_BASE_URL: `${url}/operacao`, OPERACAO_TOKEN: 'dois' } });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await world.end();
  server.close();
  server.closeAllConnections();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const calls = async () => ((await (await fetch(`${url}/calls`)).json()) as { calls: { system: string; path: string; status: number | null; repeated: boolean; body: Record<string, unknown> }[] }).calls;

test('takes what the product says, once a key, and shows it on a page', async () => {
  await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
  await world.settle();
  await slash(world, ANA, '/status', '#1 triagem');
  await slash(world, ANA, '/status', '#1 proposta');
  expect(await calls()).toMatchObject([{ system: 'crm', path: '/leads', status: 201, repeated: false, body: { stage: 'proposal' } }]);

  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  page.setDefaultTimeout(8000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(`${url}/`);
  await page.waitForSelector('.calls li >> text=proposal · conversa #1 · Maria Oliveira');
  const mood = (value: string) => Promise.all([page.waitForResponse(/moods\/crm$/), page.click(`input[name=crm][value=${value}]`)]);
  await mood('error');
  await page.click('text=Ver o conteúdo');
  await page.waitForSelector('pre:visible:has-text("\\"stage\\": \\"proposal\\"")');
  await slash(world, ANA, '/status', '#1 ativo');
  await page.waitForSelector('.calls li.failed >> text=respondeu 503');
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/demo_partners.png` });
  await mood('ok');
  await world.pass(5000);
  await page.waitForSelector('.calls li:not(.failed) >> text=active · conversa #1');
  expect(complaints).toEqual([]);
  await page.close();
}, 40_000);

test('refuses who has no token or no key, and answers a repeated key as done', async () => {
  expect((await post('/crm/leads', {})).status).toBe(401);
  expect((await post('/crm/leads', {}, { authorization: 'Bearer um' })).status).toBe(400);
  expect((await post('/fisco/leads', {}, { authorization: 'Bearer um' })).status).toBe(404);
  const headers = { authorization: 'Bearer um', 'idempotency-key': 'k1' };
  expect([(await post('/crm/leads', {}, headers)).status, (await post('/crm/leads', {}, headers)).status]).toEqual([201, 200]);
  expect((await post('/moods/crm', { mood: 'furious' })).status).toBe(400);
});
