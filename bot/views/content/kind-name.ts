import type { Translate } from '../../../src/kit/i18n.js';

const KINDS = new Set([
  'image', 'audio', 'voice', 'video', 'round_video', 'gif', 'document', 'sticker', 'location', 'contacts', 'choice', 'poll', 'vote', 'product', 'order', 'payment', 'event', 'offer', 'call', 'waiting', 'view_once',
]);

/** What stands for a message that has no text to show: `📷 Foto`, in few words. */
export function kindName(kind: string, t: Translate): string {
  if (kind === 'text') return t('slack:message.empty');
  return t(`slack:content.name.${KINDS.has(kind) ? kind : 'unknown'}`);
}

const KEYS = new Set(['newsletterAdminInvite', 'pinMessage', 'eventResponse']);

/** What a content key is called whose content is not shown. */
export function keyName(key: string, t: Translate): string {
  if (key === '') return t('slack:content.nothing');
  return KEYS.has(key) ? t(`slack:content.key.${key}`) : key;
}
