import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * `node docs/tools/screenshots.mjs`: plays a morning in a fresh `npm run demo` and writes the pictures of docs/images.
 * SIM_URL: the demo's address, default http://127.0.0.1:4000. Emoji need a font (Debian: fonts-noto-color-emoji).
 */
const sim = (process.env.SIM_URL ?? 'http://127.0.0.1:4000').replace(/\/$/, '');
const images = resolve(dirname(fileURLToPath(import.meta.url)), '../images');
const ATENDIMENTO = 'C0ATENDE001';
const SUPERVISAO = 'C0SUPERV001';
const ANA = 'U0ANA000001';
const BRUNO = 'U0BRUNO0001';
const MARIA = '5511988887777';
const JOAO = '5521977776666';
const CELIA = '5531966665555';

/** A control call of the simulator; see simulator/slack/control-api.ts and simulator/zapi/control/router.ts. */
async function tell(path, body) {
  const response = await fetch(`${sim}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function messages(channel) {
  return (await (await fetch(`${sim}/slack/_sim/channel?channel=${channel}`)).json()).messages;
}

/** Waits for something in a channel. */
async function until(what, channel, test) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await messages(channel)).find(test);
    if (found) return found;
    await pause(200);
  }
  throw new Error(`not within 20 s: ${what}`);
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

const says = (phone, text) => tell('zapi/_sim/says', { phone, text });
const answers = (user, thread, text) => tell('slack/_sim/post', { user, channel: ATENDIMENTO, thread_ts: thread.ts, text });
const cardOf = (name) => until(`the card of ${name}`, ATENDIMENTO, (message) => !isReply(message) && message.text.includes(name));
const isReply = (message) => message.thread_ts !== undefined && message.thread_ts !== message.ts;
const tick = (message, name) => until(`${name} on "${message.text}"`, ATENDIMENTO, (other) => other.ts === message.ts && other.reactions?.some((reaction) => reaction.name === name));

mkdirSync(images, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const places = await playMorning();
  await takePictures(places);
} finally {
  await browser.close();
}

/** What happens before the pictures are taken. Returns the threads. */
async function playMorning() {
  await says(MARIA, 'Bom dia! Preciso de uma cuidadora para minha mãe, ela tem 82 anos');
  await says(MARIA, 'Seria de segunda a sexta, das 8h às 18h, em Pinheiros');
  const maria = await cardOf('Maria');
  await until('the second message', ATENDIMENTO, (message) => message.text.includes('Pinheiros') && isReply(message));
  const hello = await answers(ANA, maria, 'Bom dia, *Maria*! Sou a Ana, da Carinho. Claro, vamos ajudar 🙂');
  await tick(hello, 'white_check_mark');
  await tell('zapi/_sim/reads', { phone: MARIA });
  await tick(hello, 'eyes');
  await tick(await answers(ANA, maria, '// mãe com Alzheimer leve, confirmar se aceita noites'), 'memo');
  const question = await answers(ANA, maria, 'Ela toma algum remédio em horário fixo?');
  await tick(question, 'white_check_mark');
  await tick(await answers(BRUNO, maria, 'Temos uma cuidadora livre nesse bairro!'), 'raised_hand');

  await says(JOAO, 'Oi, quanto custa o plantão noturno?');
  const joao = await cardOf('João');
  await tell('zapi/_sim/fail', { action: 'send-text', times: 1, how: { status: 400, body: { error: 'Phone number does not exist' } } });
  await tick(await answers(BRUNO, joao, 'Olá, João! O plantão de 12 horas custa a partir de R$ 250.'), 'warning');

  await says(CELIA, 'A cuidadora de hoje ainda não chegou 😟');
  await cardOf('Célia');
  await tell('zapi/_sim/disconnect');
  await until('the alert', SUPERVISAO, (message) => message.text.includes('desconectado'));
  await tell('zapi/_sim/connect');
  await until('the end of the alert', SUPERVISAO, (message) => message.text.includes('conectado de novo'));
  return { maria, joao };
}

/** The demo page comes last: its phone reads what arrives, and the others show what is delivered and not read yet. */
async function takePictures({ maria, joao }) {
  const thread = (place, user, text) => async (page) => {
    await page.goto(`${sim}/slack/#${ATENDIMENTO}/${place.ts}`);
    await page.getByLabel('Você é:').selectOption({ label: user });
    await page.locator('#thread').getByText(text).first().waitFor();
  };
  const wide = { width: 1560, height: 860 };
  await picture('thread', wide, `${sim}/slack/`, thread(maria, 'Ana Lima', 'horário fixo'), '#thread');
  await picture('held', wide, `${sim}/slack/`, thread(maria, 'Bruno Souza', 'Enviar ao cliente?'), '#thread');
  await picture('failed', wide, `${sim}/slack/`, thread(joao, 'Bruno Souza', 'não chegou ao cliente'), '#thread');
  await picture('channel', { width: 900, height: 1560 }, `${sim}/slack/#${ATENDIMENTO}`, (page) => page.getByText('Célia').first().waitFor(), '#main');
  await picture('alerts', { width: 1100, height: 460 }, `${sim}/slack/#${SUPERVISAO}`, (page) => page.getByText('conectado de novo').first().waitFor(), '#main');
  await picture('demo', { width: 1440, height: 900 }, `${sim}/`, async (page) => {
    const slack = page.frameLocator('iframe.slack');
    await slack.locator('.message', { hasText: 'Maria' }).locator('.thread-link').click();
    await slack.locator('#thread').getByText('horário fixo').first().waitFor();
    await page.frameLocator('iframe.phone').getByText('horário fixo').first().waitFor();
  });
  await tell('slack/_sim/slash', { user: ANA, channel: ATENDIMENTO, command: '/atendimento' });
  await picture('help', { width: 1000, height: 1280 }, `${sim}/slack/#${ATENDIMENTO}`, (page) => page.getByText('Como atender daqui').first().scrollIntoViewIfNeeded(), '#main');
}

/** @param {string} [part] a selector: only this part of the page */
async function picture(name, viewport, url, arrange, part) {
  const page = await browser.newPage({ viewport, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' });
  await page.goto(url);
  await arrange(page);
  await page.mouse.move(0, 0);
  await pause(700);
  await (part ? page.locator(part) : page).screenshot({ path: join(images, `${name}.png`) });
  await page.close();
  process.stdout.write(`docs/images/${name}.png\n`);
}
