import type { Fields } from './json-fields.js';
import { readAttachment } from './parse-media.js';
import { mapsLink } from './parse-place.js';
import { contentOnly, type ParsedContent } from './parsed-content.js';

/** Polls, votes, buttons, lists, templates: what offers a choice and what chooses. Undefined for keys that are none. */
export function parseChoices(key: string, content: Fields): ParsedContent | undefined {
  switch (key) {
    case 'buttonsResponseMessage':
      return contentOnly({ is: 'choice', chosen: content.text('message', 1000).trim(), detail: '' }, content.text('message', 1000).trim());
    case 'listResponseMessage': {
      const chosen = content.text('title', 1000).trim() || content.text('message', 1000).trim();
      const detail = content.text('message', 1000).trim();
      return contentOnly({ is: 'choice', chosen, detail: detail === chosen ? '' : detail }, chosen);
    }
    case 'poll':
      return contentOnly({ is: 'poll', question: content.text('question', 1000).trim(), options: namesOf(content), multiple: content.number('pollMaxOptions') !== 1 });
    case 'pollVote':
      return contentOnly({ is: 'vote', pollExternalId: content.line('pollMessageId', 96), options: namesOf(content) });
    case 'buttonsMessage': {
      const attachment = content.has('imageUrl') ? readAttachment('image', content) : content.has('videoUrl') ? readAttachment('video', content) : undefined;
      const options = content.list('buttons', 20).map((button) => button.object('buttonText').line('displayText'));
      return { ...contentOnly({ is: 'offer', title: '', footer: '', options: options.filter((text) => text !== '') }, content.text('message')), attachment: attachment ?? null };
    }
    case 'hydratedTemplate':
      return template(content);
    case 'carouselMessage': {
      const cards = content.list('cards', 20).map((card) => [card.line('title') || card.line('message'), buttonsOf(card).join(' / ')].filter((text) => text !== '').join(': '));
      return contentOnly({ is: 'offer', title: '', footer: '', options: cards.filter((text) => text !== '') }, content.text('text'));
    }
    default:
      return undefined;
  }
}

function template(content: Fields): ParsedContent {
  const header = content.object('header');
  const media = header.objectKeys().map((key) => readAttachment(key, header.object(key))).find((found) => found !== undefined);
  const place = header.has('location') ? mapsLink(header.object('location')) : '';
  const body = [content.text('message'), place].filter((text) => text.trim() !== '').join('\n');
  return { ...contentOnly({ is: 'offer', title: content.line('title'), footer: content.line('footer'), options: buttonsOf(content) }, body), attachment: media ?? null };
}

function namesOf(content: Fields): string[] {
  return content.list('options', 50).map((option) => option.line('name')).filter((text) => text !== '');
}

function buttonsOf(content: Fields): string[] {
  const kinds = ['urlButton', 'quickReplyButton', 'callButton'];
  return content.list('hydratedButtons', 20).map((button) => kinds.map((kind) => button.object(kind).line('displayText')).find((text) => text !== '') ?? '').filter((text) => text !== '');
}
