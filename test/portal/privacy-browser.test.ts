import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { usesDesk } from './desk.js';
import { fillWithOneOfEach } from './one-of-each.js';

const desk = usesDesk(async (portal) => {
  await fillWithOneOfEach(portal);
  await portal.house.source.query("INSERT INTO conversation_threads (conversation_id, live_conversation_id, channel_id, thread_ts, created_at) VALUES (1, 1, 'C0ATENDE001', '1.1', '2026-04-06')");
});

test('from a contact’s record to its zip, and to its erasure', async () => {
  const page = await desk.open();
  await page.goto(`${desk.portal.url}/admin/resources/contacts/records/1/show`);
  await page.click('text=Exportar dados (LGPD)');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Baixar o arquivo')]);
  expect(download.suggestedFilename()).toBe('contato-1.zip');
  const zip = await JSZip.loadAsync(readFileSync(await download.path()));
  expect(Object.keys(zip.files).sort()).toEqual(['conversas.html', 'dados.json']);

  await page.goto(`${desk.portal.url}/admin/resources/contacts/records/1/eraseData`);
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
  expect(desk.complaints).toEqual([]);
});
