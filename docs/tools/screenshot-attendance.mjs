import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * `node docs/tools/screenshot-attendance.mjs`: the attendants' day in a fresh `npm run demo`: triage, templates, escalation,
 * incidents, the home page. Writes docs/images/day-*.png. SIM_URL: the demo's address, default http://127.0.0.1:4000.
 */
const sim = (process.env.SIM_URL ?? 'http://127.0.0.1:4000').replace(/\/$/, '');
const images = resolve(dirname(fileURLToPath(import.meta.url)), '../images');
const ATENDIMENTO = 'C0ATENDE001';
const SUPERVISAO = 'C0SUPERV001';
const [ANA, BRUNO, SOFIA] = ['U0ANA000001', 'U0BRUNO0001', 'U0SOFIA0001'];
const [MARIA, JOAO, CELIA] = ['5511988887777', '5521977776666', '5531966665555'];

async function tell(path, body) {
  const response = await fetch(`${sim}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const messages = async (channel) => (await (await fetch(`${sim}/slack/_sim/channel?channel=${channel}`)).json()).messages;
async function cardOf(name) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await messages(ATENDIMENTO)).find((message) => message.thread_ts === undefined || message.thread_ts === message.ts ? message.text.includes(name) : false);
    if (found) return found;
    await pause(200);
  }
  throw new Error(`no card of ${name}`);
}
const says = async (phone, text) => {
  await tell('zapi/_sim/says', { phone, text });
  await pause(700);
};
const answers = async (user, thread, text) => {
  await tell('slack/_sim/post', { user, channel: ATENDIMENTO, thread_ts: thread.ts, text });
  await pause(900);
};
const slash = async (user, command, text) => {
  await tell('slack/_sim/slash', { user, channel: ATENDIMENTO, command, text });
  await pause(900);
};

await says(MARIA, 'Bom dia! Preciso de uma cuidadora para minha mãe, ela tem 82 anos');
await says(JOAO, 'Oi, quanto custa o plantão noturno?');
await says(CELIA, 'Minha mãe sofreu uma queda e está com falta de ar!');
const [maria, joao] = [await cardOf('Maria'), await cardOf('João')];
await answers(ANA, maria, 'Bom dia, Maria! Sou a Ana. Vamos ajudar vocês 🙂');
for (const answer of ['patient_name Dona Lúcia', 'patient_age 82', 'care_type cuidados do dia a dia', 'location São Paulo, Pinheiros']) await answers(ANA, maria, `!triagem ${answer}`);
await answers(ANA, maria, '!paciente Dona Lúcia, 82, família');
await answers(ANA, maria, '!etiqueta indicação');
await answers(ANA, maria, '!lembrar amanhã às 10h ligar para a filha');
await answers(BRUNO, joao, 'Olá, João! A partir de R$ 250.');
await answers(BRUNO, joao, '!n2 pediu para falar com a supervisão');
await slash(BRUNO, '/incidente', '#2 alta atraso o cuidador de ontem chegou duas horas depois');
await answers(BRUNO, joao, '!status triagem');
await answers(BRUNO, joao, '!perdido preço achou caro');
await pause(2000);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
const thread = (place, user) => async (page) => {
  await page.goto(`${sim}/slack/#${ATENDIMENTO}/${place.ts}`);
  await page.getByLabel('Você é:').selectOption({ label: user });
  await pause(1500);
};
async function picture(name, viewport, arrange, part) {
  const page = await browser.newPage({ viewport, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo', bypassCSP: true });
  await page.goto(`${sim}/slack/`);
  await arrange(page);
  await page.mouse.move(0, 0);
  await pause(900);
  await (part ? page.locator(part).first() : page).screenshot({ path: join(images, `${name}.png`) });
  await page.close();
  // A form stays open for its person whatever page shows it.
  await tell('slack/_sim/close-view', { user: ANA }).catch(() => undefined);
  process.stdout.write(`docs/images/${name}.png\n`);
}
try {
  const wide = { width: 1700, height: 1350 };
  await picture('day-thread', wide, thread(maria, 'Ana Lima'), '#thread');
  await picture('day-triage', { width: 1500, height: 2400 }, async (page) => {
    await thread(maria, 'Ana Lima')(page);
    await page.locator('#thread [data-action-id="act_triage"]').first().click();
    await page.locator('.modal').first().waitFor();
  }, '.modal');
  await picture('day-template', { width: 1300, height: 900 }, async (page) => {
    await thread(maria, 'Ana Lima')(page);
    await page.locator('#thread [data-action-id="act_template"]').first().click();
    await page.locator('.modal').first().waitFor();
  }, '.modal');
  await picture('day-email', { width: 1300, height: 1100 }, async (page) => {
    await thread(maria, 'Ana Lima')(page);
    await slash(ANA, '/email', '#1 proposta');
    const field = (label) => page.locator('.modal').getByLabel(label).first();
    for (const [label, value] of [['Endereço de e-mail', 'maria@exemplo.com.br'], ['Dias e horários', 'Segunda a sexta, das 7h às 19h'], ['Início', '01/12/2026'], ['Valor', 'R$ 7.200,00 por mês'], ['Forma de pagamento', 'Boleto, até o dia 5']]) await field(label).fill(value);
    await page.getByRole('button', { name: 'Conferir' }).click();
    await page.getByText('Conferir e-mail').first().waitFor();
  }, '.modal:has-text("Conferir e-mail")');
  // The form below the preview.
  await tell('slack/_sim/close-view', { user: ANA }).catch(() => undefined);
  await picture('day-lost', wide, thread(joao, 'Bruno Souza'), '#thread');
  await picture('day-supervision', { width: 1100, height: 680 }, async (page) => {
    await page.goto(`${sim}/slack/#${SUPERVISAO}`);
    await pause(1200);
  }, '#main');
  await picture('day-home', { width: 1100, height: 520 }, async (page) => {
    await page.getByLabel('Você é:').selectOption({ label: 'Ana Lima' });
    await page.goto(`${sim}/slack/#home`);
    await page.getByText('Meus atendimentos').first().waitFor();
  }, '#main');
  await picture('day-home-team', { width: 1100, height: 600 }, async (page) => {
    await page.getByLabel('Você é:').selectOption({ label: 'Sofia Prado' });
    await page.goto(`${sim}/slack/#home`);
    await page.locator('[data-action-id="home_side"]').first().click();
    await page.getByText('Carga da equipe').first().waitFor();
  }, '#main');
  await tell('slack/_sim/slash', { user: SOFIA, channel: ATENDIMENTO, command: '/conversa', text: 'maria' });
  await tell('slack/_sim/slash', { user: SOFIA, channel: ATENDIMENTO, command: '/fila', text: '' });
  await picture('day-search', { width: 1100, height: 1300 }, async (page) => {
    await page.goto(`${sim}/slack/#${ATENDIMENTO}`);
    await page.getByLabel('Você é:').selectOption({ label: 'Sofia Prado' });
    await pause(1200);
  }, '#main');
} finally {
  await browser.close();
}
