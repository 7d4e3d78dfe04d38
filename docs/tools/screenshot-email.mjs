import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** `npx tsc -p . && node docs/tools/screenshot-email.mjs`: the seeded proposal with its samples, at 600 and 390 px. Writes docs/images/email.png. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const built = (path) => import(pathToFileURL(resolve(root, 'dist/src', path)).href);
const [{ createTranslate }, { createMailLook }, { readEmailBody }, { fillDocument, fillSubject }, { EMAIL_VARIABLE_NAMES, variableKey }] = await Promise.all(
  ['kit/i18n.js', 'integrations/mail/mail-look.js', 'domain/email/read-body.js', 'domain/email/fill.js', 'domain/email/variables.js'].map(built),
);

const t = createTranslate('pt-BR');
const themselves = Object.fromEntries(EMAIL_VARIABLE_NAMES.map((name) => [name, `{{${name}}}`]));
const values = Object.fromEntries(EMAIL_VARIABLE_NAMES.map((name) => [name, name === 'brand' ? 'Carinho' : t(`mail:sample.${variableKey(name)}`)]));
const document = fillDocument(readEmailBody(t('seed:email_template.proposta.body', themselves)), values);
const subject = fillSubject(t('seed:email_template.proposta.subject', themselves), values);
const html = await createMailLook({ brand: 'Carinho', locale: 'pt-BR', t }).html({ document, subject, author: values['agent.name'], protocol: values.protocol, at: new Date('2026-11-24T15:00:00Z') });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1070, height: 1320 } });
await page.setContent('<body style="margin:20px;display:flex;gap:30px;background:#DDE4E8"></body>');
await page.evaluate((mail) => {
  for (const width of [600, 390]) {
    const frame = globalThis.document.createElement('iframe');
    frame.srcdoc = mail;
    frame.style.cssText = `width:${width}px;height:1280px;border:0;border-radius:12px`;
    globalThis.document.body.append(frame);
  }
}, html);
await page.waitForTimeout(500);
await page.screenshot({ path: resolve(root, 'docs/images/email.png') });
await browser.close();
