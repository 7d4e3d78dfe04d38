import { el } from './dom.js';
import { channelLink, link, mention } from './mrkdwn.js';
import { state } from './state.js';

/** A rich_text block, as people's own messages carry them. */
export function richText(block) {
  return el('div', { class: 'rich-text' }, (block.elements ?? []).map(part));
}

function part(element) {
  switch (element.type) {
    case 'rich_text_list': {
      const tag = element.style === 'ordered' ? 'ol' : 'ul';
      return el(tag, { class: `indent-${element.indent ?? 0}`, start: element.offset ? element.offset + 1 : undefined }, element.elements.map((item) => el('li', {}, inlines(item.elements))));
    }
    case 'rich_text_quote': return el('blockquote', {}, inlines(element.elements));
    case 'rich_text_preformatted': return el('pre', { class: 'code-block', text: element.elements.map((item) => item.text ?? item.url ?? '').join('') });
    default: return el('div', {}, inlines(element.elements ?? []));
  }
}

function inlines(elements) {
  return elements.map((element) => {
    let node = inlineNode(element);
    const style = element.style ?? {};
    if (style.code) node = el('code', {}, node);
    if (style.strike) node = el('s', {}, node);
    if (style.italic) node = el('i', {}, node);
    if (style.bold) node = el('b', {}, node);
    return node;
  });
}

function inlineNode(element) {
  switch (element.type) {
    case 'user': return mention(element.user_id);
    case 'channel': return channelLink(element.channel_id);
    case 'broadcast': return el('span', { class: 'mention', text: `@${element.range}` });
    case 'emoji': return document.createTextNode(state.emoji[element.name] ?? `:${element.name}:`);
    case 'link': return link(element.url, element.text);
    default: return el('span', { class: 'text-run', text: element.text ?? '' });
  }
}
