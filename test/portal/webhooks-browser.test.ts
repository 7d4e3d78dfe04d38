import { expect, test } from '@jest/globals';
import { selectOne } from '../../src/db/rows.js';
import { usesDesk } from './desk.js';

const desk = usesDesk(async () => undefined);
const one = <T>(sql: string) => selectOne<T>(desk.portal.house.source.manager, sql);

test('a webhook is added by ticking events; its secret is shown once, and a trial is sent', async () => {
  const page = await desk.open({ width: 390 });
  await page.goto(`${desk.portal.url}/admin/resources/outgoingWebhooks/actions/add`);
  await page.fill('#m-name', 'Planilha da diretoria');
  await page.fill('#m-address', 'http://exemplo.com.br/avisos');
  await page.click('text=Prazo de SLA vencido');
  await page.click('text=Contato novo escreveu');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-address-error >> text=precisa começar com https://');
  await page.fill('#m-address', 'https://exemplo.com.br/avisos');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=Ainda não há segredo');
  expect(await one('SELECT events, active FROM outgoing_webhooks')).toEqual({ events: '["lead_received","sla_breached"]', active: 1 });
  await page.click('button:text-is("Criar segredo")');
  await page.waitForSelector('#m-secret');
  expect(await page.inputValue('#m-secret')).toMatch(/^whsec_[\w+/]{43}=$/);
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/390_signing_secret.png` });
  await page.click('button:text-is("Enviar um teste")');
  await page.waitForSelector('text=Teste na fila');
  expect(await one("SELECT kind, status FROM deliveries WHERE lane = 'partner:webhook:1:house'")).toEqual({ kind: 'webhook.event', status: 'pending' });
  await page.reload();
  await page.waitForSelector('text=Trocar o segredo');
  expect(await page.locator('#m-secret').count()).toBe(0);
  await page.goto(`${desk.portal.url}/admin/resources/outgoingWebhooks/records/1/change`);
  await page.waitForSelector('#m-events-lead_received');
  expect([await page.isChecked('#m-events-lead_received'), await page.isChecked('#m-events-escalated')]).toEqual([true, false]);
  if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/390_webhook_change.png` });
  expect(desk.complaints).toEqual([]);
  await page.close();
}, 40_000);
