import type { MessageContent } from '../../domain/inbox/content.js';
import type { Fields } from './json-fields.js';
import type { ParsedContent } from './parse-content.js';
import { readAttachment } from './parse-media.js';
import { mapsLink } from './parse-place.js';

const of = (content: MessageContent, body = ''): ParsedContent => ({ kind: content.is, body, content, attachment: null });

/** Polls, votes, buttons, lists, templates: what offers a choice and what chooses. Undefined for keys that are none. */
export function parseChoices(key: string, content: Fields): ParsedContent | undefined {
  switch (key) {
    case 'buttonsResponseMessage':
      return of({ is: 'choice', chosen: content.text('message', 1000).trim(), detail: '' }, content.text('message', 1000).trim());
    case 'listResponseMessage': {
      const chosen = content.text('title', 1000).trim() || content.text('message', 1000).trim();
      const detail = content.text('message', 1000).trim();
      return of({ is: 'choice', chosen, detail: detail === chosen ? '' : detail }, chosen);
    }
    case 'poll':
      return of({ is: 'poll', question: content.text('question', 1000).trim(), options: namesOf(content), multiple: content.number('pollMaxOptions') !== 1 });
    case 'pollVote':
      return of({ is: 'vote', pollExternalId: content.line('pollMessageId', 96), options: namesOf(content) });
    case 'buttonsMessage': {
      const attachment = content.has('imageUrl') ? readAttachment('image', content) : content.has('videoUrl') ? readAttachment('video', content) : undefined;
      const options = content.list('buttons', 20).map((button) => button.object('buttonText').line('displayText'));
      return { ...of({ is: 'offer', title: '', footer: '', options: options.filter((text) => text !== '') }, content.text('message')), attachment: attachment ?? null };
    }
    case 'hydratedTemplate':
      return template(content);
    case 'carouselMessage': {
      const cards = content.list('cards', 20).map((card) => [card.line('title') || card.line('message'), buttonsOf(card).join(' / ')].filter((text) => text !== '').join(': '));
      return of({ is: 'offer', title: '', footer: '', options: cards.filter((text) => text !== '') }, content.text('text'));
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
  return { ...of({ is: 'offer', title: content.line('title'), footer: content.line('footer'), options: buttonsOf(content) }, body), attachment: media ?? null };
}

function namesOf(content: Fields): string[] {
  return content.list('options', 50).map((option) => option.line('name')).filter((text) => text !== '');
}

function buttonsOf(content: Fields): string[] {
  const kinds = ['urlButton', 'quickReplyButton', 'callButton'];
  return content.list('hydratedButtons', 20).map((button) => kinds.map((kind) => button.object(kind).line('displayText')).find((text) => text !== '') ?? '').filter((text) => text !== '');
}
