import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { slash } from '../support/thread.js';
import { startMailServer, type MailServer } from './mail-server.js';

/** Where pictures are put, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];
const LONG = 'Segunda a sexta, das 7h às 19h; sábados alternados, das 8h às 14h; feriados a combinar com a família e com a cuidadora';
const FILLED = {
  address: 'maria@exemplo.com.br', 'contact.name': 'Maria Aparecida Souza', patient_name: 'Lúcia Souza', care_type: 'Cuidadora 12 horas', location: 'Perdizes, São Paulo', schedule: LONG, start_date: '01/12/2026',
  price: 'R$ 7.200,00 por mês', payment: 'Boleto', notes: 'Linha um\nLinha dois',
};
const OF_PROPOSAL = { patient_age: '82', special_needs: 'Supercalifragilisticexpialidocious'.repeat(3), valid_until: '10/12/2026' };
const OF_CONTRACT = { 'contact.document': '123.456.789-09', 'contact.address': 'Rua das Acácias, 120\nSão Paulo' };

let mail: MailServer;
let world: World;
let browser: Browser;
beforeAll(async () => {
  mail = await startMailServer();
  world = await startWorld({ env: { SMTP_URL: mail.url, EMAIL_FROM: 'Carinho <contato@carinho.test>' } });
  browser = await openBrowser();
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
});
afterAll(async () => {
  await browser.close();
  await world.end();
  await mail.close();
});

test.each([['proposta', OF_PROPOSAL], ['contrato', OF_CONTRACT]])('%s as it arrives: readable at 600 and at 390 px, by those who cannot see it too, and loading nothing', async (code, more) => {
  await slash(world, ANA, '/email', `#1 ${code}`);
  await world.slack.submitView(ANA, { ...FILLED, ...more });
  await world.slack.submitView(ANA);
  await world.settle();
  const { html } = await mail.last();
  for (const width of [600, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'pt-BR' });
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.setContent(String(html));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/email-${code}-${width}.png`, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })")) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(' ').slice(0, 300)}`)).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('about:') && !url.startsWith('data:'))).toEqual([]);
    expect(await page.getAttribute('html', 'lang')).toBe('pt-BR');
    await page.close();
  }
}, 60_000);
