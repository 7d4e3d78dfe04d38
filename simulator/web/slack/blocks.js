import { el, safeImage } from './dom.js';
import { renderElement } from './elements.js';
import { emojiText, mrkdwn } from './mrkdwn.js';
import { richText } from './rich-text.js';

/** A text object as nodes. */
export function textObject(text) {
  if (!text) return [];
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : [el('span', { class: 'text-run', text: emojiText(text.text) })];
}

/** A list of Block Kit blocks; `place` is where their elements act (see elements.js). */
export function renderBlocks(blocks, place) {
  return el('div', { class: 'blocks' }, (blocks ?? []).map((block) => renderBlock(block, place)));
}

function renderBlock(block, place) {
  const render = RENDERERS[block.type];
  return render ? render(block, place) : el('div', { class: 'unsupported', text: `(bloco ${block.type})` });
}

const RENDERERS = {
  header: (block) => el('h3', { class: 'block-header' }, textObject(block.text)),
  divider: () => el('hr', { class: 'block-divider' }),
  rich_text: (block) => richText(block),
  markdown: (block) => el('div', { class: 'block-section' }, mrkdwn(String(block.text).replaceAll(/\*\*(.+?)\*\*/g, '*$1*'))),
  section: (block, place) => el('div', { class: 'block-section' },
    el('div', { class: 'section-main' },
      block.text ? el('div', { class: 'section-text' }, textObject(block.text)) : null,
      block.fields ? el('div', { class: 'section-fields' }, block.fields.map((field) => el('div', { class: 'field' }, textObject(field)))) : null),
    block.accessory ? el('div', { class: 'section-accessory' }, renderElement(block.accessory, block, place)) : null),
  context: (block) => el('div', { class: 'block-context' }, block.elements.map((element) => {
    if (element.type !== 'image') return el('span', {}, textObject(element));
    const source = safeImage(element.image_url);
    return source ? el('img', { src: source, alt: element.alt_text ?? '' }) : null;
  })),
  actions: (block, place) => el('div', { class: 'block-actions' }, block.elements.map((element) => renderElement(element, block, place))),
  image: (block) => {
    const source = safeImage(block.image_url);
    return el('figure', { class: 'block-image' }, block.title ? el('figcaption', {}, textObject(block.title)) : null,
      source ? el('img', { src: source, alt: block.alt_text ?? '', loading: 'lazy' }) : el('span', { class: 'unsupported', text: block.alt_text ?? '' }));
  },
  input: (block, place) => el('div', { class: 'block-input', data: { blockId: block.block_id } },
    el('label', { class: 'input-label' }, emojiText(block.label?.text ?? ''), block.optional ? el('span', { class: 'optional', text: ' (opcional)' }) : null,
      ['checkboxes', 'radio_buttons'].includes(block.element.type) ? null : renderElement(block.element, block, place)),
    ['checkboxes', 'radio_buttons'].includes(block.element.type) ? renderElement(block.element, block, place) : null,
    block.hint ? el('div', { class: 'input-hint', text: emojiText(block.hint.text) }) : null,
    el('div', { class: 'input-error', role: 'alert', hidden: true })),
};
