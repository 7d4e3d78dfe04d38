// Every page of the portal on a few sheets, docs/images/portal-pages-*.jpg:
//   PICTURES=/tmp/pictures npm test -- test/portal/every-page.test.ts && node docs/tools/portal-sheets.mjs /tmp/pictures
import { chromium } from 'playwright-core';
import { readdirSync, readFileSync, rmSync } from 'node:fs';

const [, , pictures] = process.argv;
const images = new URL('../images/', import.meta.url).pathname;
/** Width of the window in the pictures, of a picture on a sheet, and how many a sheet holds. */
const SHEETS = [[1280, 620, 12], [390, 236, 32]];

for (const name of readdirSync(images)) if (name.startsWith('portal-pages-')) rmSync(`${images}${name}`);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [window, width, each] of SHEETS) {
  const files = readdirSync(pictures).filter((name) => name.startsWith(`${window}_`));
  for (let at = 0; at < files.length; at += each) {
    const page = await browser.newPage({ viewport: { width: 1900, height: 800 } });
    const figures = files.slice(at, at + each).map((name) => {
      const title = name.slice(`${window}_admin_`.length, -'.png'.length).replace(/^resources_/, '').replaceAll('_', '/');
      return `<figure><figcaption>${title || 'painel'}</figcaption><img src="data:image/png;base64,${readFileSync(`${pictures}/${name}`).toString('base64')}"></figure>`;
    });
    await page.setContent(`<style>body { margin: 0; display: flex; flex-wrap: wrap; gap: 6px; font: 12px sans-serif } figure { margin: 0; width: ${width}px } figcaption { overflow: hidden; white-space: nowrap } img { width: 100%; border: 1px solid #999 }</style>${figures.join('')}`);
    await page.waitForFunction('[...document.images].every((image) => image.complete)');
    await page.screenshot({ path: `${images}portal-pages-${window}-${at / each + 1}.jpg`, fullPage: true, type: 'jpeg', quality: 72 });
    await page.close();
  }
}
await browser.close();
