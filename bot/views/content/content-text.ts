import type { TranscriptLine } from '../../../src/domain/inbox/transcript.js';
import { whatsappToSlack } from '../../../src/kit/text/whatsapp-to-slack.js';
import type { MessageLook } from '../message.js';
import { choiceText, offerText, pollText, voteText } from './choices.js';
import { orderText, paymentText, productText } from './commerce.js';
import { fileLine } from './file-line.js';
import { keyName } from './kind-name.js';
import { callText, contactsText, eventText, locationText } from './place.js';
import { lines } from './words.js';

/** What a message says, of whatever kind: its file, its content, its text. Never nothing. */
export function contentText(line: TranscriptLine, look: MessageLook): string {
  const body = whatsappToSlack(line.body);
  const file = line.file === null ? '' : fileLine(line.file, look);
  if (line.content !== null) return lines(file, ofContent(line, body, look));
  if (line.kind === 'text' || file !== '') return lines(file, body) || `_${look.t('slack:message.empty')}_`;
  return lines(`_${look.t('slack:message.kind', { kind: line.kind })}_`, body);
}

function ofContent(line: TranscriptLine, body: string, look: MessageLook): string {
  const content = line.content;
  switch (content?.is) {
    case 'location':
      return lines(locationText(content, look), body);
    case 'contacts':
      return contactsText(content, look);
    case 'choice':
      return choiceText(content, look);
    case 'poll':
      return pollText(content, look);
    case 'vote':
      return voteText(content, line.poll_question, look);
    case 'product':
      return productText(content, look);
    case 'order':
      return orderText(content, look);
    case 'payment':
      return paymentText(content, look);
    case 'event':
      return eventText(content, look);
    case 'offer':
      return offerText(content, body, look) || `_${look.t('slack:message.empty')}_`;
    case 'call':
      return callText(content, look);
    case 'waiting':
      return `⏳ _${look.t('slack:content.waiting')}_`;
    case 'view_once':
      return `👁️ *${look.t('slack:content.view_once_title')}*\n_${look.t('slack:content.view_once_where')}_`;
    default:
      return lines(`_${look.t('slack:message.kind', { kind: keyName(content?.key ?? '', look.t) })}_`, body);
  }
}
