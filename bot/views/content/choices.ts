import type { MessageContent } from '../../../src/domain/inbox/content.js';
import type { MessageLook } from '../message.js';
import { lines, oneLine } from './words.js';

type Of<K extends MessageContent['is']> = Extract<MessageContent, { is: K }>;

/** A button or list entry the customer chose. */
export function choiceText({ chosen, detail }: Of<'choice'>, { t }: MessageLook): string {
  return lines(`🔘 ${t('slack:content.chose')}: ${oneLine(chosen)}`, oneLine(detail));
}

/** A poll with its options. */
export function pollText({ question, options, multiple }: Of<'poll'>, { t }: MessageLook): string {
  return lines(`📊 ${t(multiple ? 'slack:content.poll_multiple' : 'slack:content.poll')}: ${oneLine(question, 1000)}`, ...options.map((option) => `• ${oneLine(option)}`));
}

/** A vote: on which poll, when we know it, and for what. No option is a vote taken back. */
export function voteText({ options }: Of<'vote'>, question: string | null, { t }: MessageLook): string {
  const about = question === null ? '' : ` (${oneLine(question)})`;
  if (options.length === 0) return `🗳️ ${t('slack:content.vote_withdrawn')}${about}`;
  return `🗳️ ${t('slack:content.voted')}${about}: ${options.map((option) => oneLine(option)).join(' · ')}`;
}

/** A message with buttons, a list or a template: what it reads around its body and what it offers. */
export function offerText(offer: Of<'offer'>, body: string, { t }: MessageLook): string {
  const title = oneLine(offer.title);
  const options = offer.options.length === 0 ? '' : `🔘 ${t('slack:content.options')}: ${offer.options.map((option) => oneLine(option)).join(' · ')}`;
  return lines(title === '' ? '' : title, body, oneLine(offer.footer), options);
}
