// AdminJS draws filters, the closing crosses of drawer and notices and the boxes of a list without names that a screen reader could read.
// Its labels stand beside them: this puts them where they belong, in what is there and in what is drawn later.
const words = JSON.parse(document.currentScript.dataset.words);

const NAMES = [
  ['[data-css$="-filter-drawer-content"] button', (button) => (button.textContent.trim() === '' ? words.close : undefined)],
  ['[data-css="notice-wrapper"] button', () => words.close],
  ['[data-testid^="property-filter-"] input, [data-testid^="property-filter-"] select', (input) => input.closest('[data-testid]').querySelector('label')?.textContent],
  ['thead .adminjs_Checkbox input', () => words.all],
  ['tbody .adminjs_Checkbox input', (box) => `${words.one} ${box.closest('tr')?.dataset.id ?? ''}`],
];

let planned = false;
function giveNames() {
  planned = false;
  for (const [selector, nameOf] of NAMES) {
    for (const node of document.querySelectorAll(selector)) {
      if (node.hasAttribute('aria-label') || node.labels?.length > 0) continue;
      const name = nameOf(node);
      if (name) node.setAttribute('aria-label', name);
    }
  }
}
new MutationObserver(() => {
  if (!planned) requestAnimationFrame(giveNames);
  planned = true;
}).observe(document.documentElement, { childList: true, subtree: true });
