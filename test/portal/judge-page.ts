import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Words that are English and not Portuguese, and keys that nobody translated. */
const FOREIGN = /\b(?:the|and|with|from|this|that|your|not|are|was|save|saved|edit|delete|create|new|filter|search|show|loading|records?|selected|next|previous|page|rows|messages?|settings|conversations?|contacts?|phone|yes|true|false|undefined|null|NaN|Invalid)\b|\b(?:components|properties|resources|actions|labels|buttons)\.\w|portal:|Manage\./i;
/** What comes from elsewhere as it is: errors of other services, and addresses. */
const AS_IT_IS = 'td[data-property-name=lastError], td[data-property-name=error], [data-css$=eventKey], [data-css$=externalId], [data-css$=lastError], [data-css$=error], code, pre, [lang=en], textarea, button.m-code, [data-css="templates-show-body"], [data-css="emailTemplates-show-body"]';

/** What on the page is not Portuguese: texts, names and hints. */
export async function foreignWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    const as = ${JSON.stringify(AS_IT_IS)};
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(as + ', style, script')) found.push(walker.currentNode.data);
    for (const node of document.querySelectorAll('#app [aria-label], #app [title], #app [placeholder], #app [alt]')) if (!node.closest(as)) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (node.getAttribute(name)) found.push(node.getAttribute(name));
    return [...found, document.title];
  })()`);
  return [...new Set(texts.filter((text) => FOREIGN.test(text)).map((text) => `not Portuguese: ${text.trim().slice(0, 120)}`))];
}

/** What keeps people from using the page as it is now: axe's serious and critical violations, and a page wider than the screen. */
export async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>("axe.run('#app', { resultTypes: ['violations'] })");
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  return [
    ...violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160)}`),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}
