import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { selectOne, write } from '../../src/db/rows.js';
import { usesDesk } from './desk.js';
import { foreignWords, hindrances } from './judge-page.js';

const desk = usesDesk((portal) => seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t));
const openPortal = () => desk.open();
const goTo = (page: Page, path: string) => page.goto(`${desk.portal.url}/admin/resources/${path}`);
const one = <T>(sql: string) => selectOne<T>(desk.portal.house.source.manager, sql);

test('a template: the preview follows, a wrong variable is told at the text, the right one is saved', async () => {
  const page = await openPortal();
  await goTo(page, 'templates');
  await page.click('tr[data-id="1"] td[data-property-name="title"]');
  await page.click('text=Editar');
  await page.fill('#m-body', 'Oi, {{contact.first_name}}! {{nome}}');
  await page.waitForSelector('aside >> text={{nome}} não existe');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-body-error >> text={{nome}} não existe');
  expect(await page.getAttribute('#m-body', 'aria-invalid')).toBe('true');
  await page.fill('#m-body', 'Oi, ');
  await page.click('button:text-is("{{contact.first_name}}")');
  await page.waitForSelector('aside >> text=Oi, Beatriz');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text="Salvo."');
  expect(await one('SELECT body FROM message_templates WHERE id = 1')).toEqual({ body: 'Oi, {{contact.first_name}}' });
  await page.close();
}, 40_000);

test('somebody else saved meanwhile: what is there now is shown, and saving over it takes a second decision', async () => {
  const page = await openPortal();
  await goTo(page, 'lossReasons/records/price/change');
  await page.fill('#m-label', 'Valor');
  await write(desk.portal.house.source.manager, "UPDATE loss_reasons SET label = 'Preço alto' WHERE code = 'price'");
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('.m-alert >> text=Preço alto');
  expect(await one("SELECT label FROM loss_reasons WHERE code = 'price'")).toEqual({ label: 'Preço alto' });
  await page.click('text=Salvar o meu por cima');
  await page.waitForSelector('text="Salvo."');
  expect(await one("SELECT label FROM loss_reasons WHERE code = 'price'")).toEqual({ label: 'Valor' });
  await page.close();
}, 40_000);

test('the checklist is put in order by dragging', async () => {
  const page = await openPortal();
  await goTo(page, 'triageItems/actions/arrange');
  await page.waitForSelector('.m-order li');
  await page.dragAndDrop('.m-order li:nth-child(3)', '.m-order li:nth-child(1)');
  expect(await page.textContent('.m-order li:nth-child(1)')).toContain('Tipo de cuidado');
  await page.click('[aria-label="Descer Tipo de cuidado"]');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=A nova ordem foi salva.');
  expect(await one("SELECT position FROM triage_items WHERE code = 'care_type'")).toEqual({ position: 2 });
  await page.close();
}, 40_000);

test('an automatic message: what it does is told while it is written, and it can be tried', async () => {
  const page = await openPortal();
  await goTo(page, 'autoRules');
  await page.click('tr[data-id="2"] td[data-property-name="label"]');
  await page.click('text=Editar');
  await page.waitForSelector('aside >> text=Quando um cliente escreve, dentro do horário, de um contato novo: envia “Recebemos sua mensagem”.');
  await page.check('text=Urgente');
  await page.waitForSelector('aside >> text=com prioridade urgente');
  await page.selectOption('#m-once', 'closed_period');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('#m-once-error >> text=só serve para regras de fora do horário');
  await page.selectOption('#m-once', 'conversation');
  await page.check('#m-active');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text="Salvo."');
  expect(await one("SELECT priorities, active FROM auto_rules WHERE code = 'greeting'")).toEqual({ priorities: '["urgent"]', active: 1 });
  await goTo(page, 'autoRules/actions/tryRules');
  await page.waitForSelector('text=Nenhuma mensagem automática sairia.');
  await page.selectOption('#m-priority', 'urgent');
  await page.waitForSelector('.m-sends >> text=Boas-vindas a quem é novo');
  await page.waitForSelector('.m-bubble >> text=Recebemos a sua mensagem');
  await page.close();
}, 40_000);

test('Saturday is opened in the week’s editor, and the calendar knows at once', async () => {
  const page = await openPortal();
  await goTo(page, 'businessHours/actions/week');
  await page.click('[aria-label="Sábado: Adicionar horário"]');
  await page.fill('[aria-label="Sábado: fecha 1"]', '12:00');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('text=O horário foi salvo e já vale.');
  expect((await desk.portal.house.calendar.get()).isOpen(new Date('2026-04-11T13:00:00Z'))).toBe(true);
  await page.close();
}, 40_000);

test('new goals are looked at before they are saved: what runs now, and the last thirty days', async () => {
  await write(desk.portal.house.source.manager, "INSERT INTO sla_clocks (conversation_id, kind, policy_id, priority, level, goal_minutes, started_at, stopped_at, spent_minutes, outcome) VALUES (1, 'first_response', 0, 'high', 'n1', 15, '2026-04-01 12:00', '2026-04-01 12:10', 10, 'met')");
  const page = await desk.open({ width: 390 });
  await goTo(page, 'slaPolicies/actions/goals');
  await page.fill('#m-high-first_response_minutes', '5');
  await page.click('button:text-is("Ver o que muda")');
  await page.waitForSelector('text=Nos últimos 30 dias, com estas metas:');
  expect(await page.locator('.m-warning tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/^Alta\s+Primeira resposta.*\s+1\s+0\s+0 \(−1\)\s+1 \(\+1\)$/)]);
  expect([...(await foreignWords(page)), ...(await hindrances(page))]).toEqual([]);
  await page.click('button:text-is("Salvar as novas metas")');
  await page.waitForSelector('text=As novas metas valem a partir de agora.');
  await page.close();
}, 40_000);

test('a name that is a script is shown as text', async () => {
  const page = await openPortal();
  await goTo(page, 'tags/actions/add');
  await page.fill('#m-name', '<img src=x onerror=alert(1)>');
  await page.click('button:text-is("Salvar")');
  await page.waitForSelector('td >> text=<img src=x onerror=alert(1)>');
  await page.close();
}, 40_000);

test('the browser had nothing to complain about', () => {
  expect(desk.complaints).toEqual([]);
});
