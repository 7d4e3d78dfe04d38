import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * `node docs/tools/screenshot-kinds.mjs`: one thread with every kind of message, in a fresh `npm run demo`, written to
 * docs/images/kinds.png. SIM_URL: the demo's address, default http://127.0.0.1:4000.
 */
const sim = (process.env.SIM_URL ?? 'http://127.0.0.1:4000').replace(/\/$/, '');
const images = resolve(dirname(fileURLToPath(import.meta.url)), '../images');
const media = `${sim}/zapi/_sim/media`;
const PHONE = '5511988887777';

async function tell(path, body) {
  const response = await fetch(`${sim}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone: PHONE, ...body }) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
const says = (text, extra = {}) => tell('zapi/_sim/says', { text, extra });
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const first = await says('Bom dia! Preciso de uma cuidadora', { externalAdReply: { title: 'Cuidadores com carinho', sourceUrl: 'https://instagram.com/p/anuncio' } });
await says('', { image: { imageUrl: `${media}/foto.png`, mimeType: 'image/png', caption: 'A receita dela' } });
await pause(1500);
await says('', { document: { documentUrl: `${media}/receita.pdf`, mimeType: 'application/pdf', fileName: 'receita.pdf', pageCount: 1 } });
await pause(1500);
await says('', { audio: { ptt: true, seconds: 10, audioUrl: `${media}/audio.wav`, mimeType: 'audio/wav' } });
await pause(1500);
await says('', { location: { longitude: -46.69, latitude: -23.56, name: 'Casa da mamãe', address: 'Rua dos Pinheiros, 100' } });
await says('', { contact: { displayName: 'Dr. Paulo', vCard: '', phones: ['5511977776666'] } });
await says('', { poll: { question: 'Qual turno?', pollMaxOptions: 1, options: [{ name: 'Dia' }, { name: 'Noite' }] } });
await says('', { buttonsResponseMessage: { buttonId: '1', message: 'Quero uma visita' } });
await says('Encaminhado do grupo da família', { forwarded: true });
await says('Sobre isto aqui', { referenceMessageId: first.messageId });
await says('', { image: { imageUrl: `${media}/nao-existe.png`, mimeType: 'image/png' } });
await says('', { waitingMessage: true, text: undefined });
await says('', { novidade: { campo: 1 } });
const typo = await says('Ela tem 28 anos');
await tell('zapi/_sim/edits', { messageId: typo.messageId, text: 'Ela tem 82 anos' });
const gone = await says('mensagem errada');
await tell('zapi/_sim/deletes', { messageId: gone.messageId });
await tell('zapi/_sim/reacts', { messageId: first.messageId, emoji: '❤️' });
await pause(8000);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  // The page's own policy forbids styles from outside; the picture needs a wider thread.
  const page = await browser.newPage({ viewport: { width: 1700, height: 3000 }, timezoneId: 'America/Sao_Paulo', bypassCSP: true });
  await page.goto(`${sim}/slack/`);
  await page.locator('.thread-link').first().click();
  await page.addStyleTag({ content: '#thread { flex: 0 0 820px !important; width: 820px !important; max-width: none !important; }' });
  await pause(2000);
  const thread = page.locator('#thread');
  // As high as what is said, the composer below it.
  const bottom = await thread.locator('.message').last().evaluate((element) => element.getBoundingClientRect().bottom);
  await page.setViewportSize({ width: 1700, height: Math.ceil(bottom) + 140 });
  await pause(1000);
  await thread.screenshot({ path: join(images, 'kinds.png') });
} finally {
  await browser.close();
}
