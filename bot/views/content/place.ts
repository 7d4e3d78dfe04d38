import type { MessageContent } from '../../../src/domain/inbox/content.js';
import { clockTime } from '../parts.js';
import type { MessageLook } from '../message.js';
import { lines, linkOr, oneLine } from './words.js';

type Of<K extends MessageContent['is']> = Extract<MessageContent, { is: K }>;

/** A place, with a link to the map. */
export function locationText(place: Of<'location'>, { t }: MessageLook): string {
  const title = t(place.live ? 'slack:content.live_location' : 'slack:content.location');
  const isOnEarth = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
  const link = isOnEarth ? linkOr(`https://maps.google.com/?q=${place.latitude},${place.longitude}`, t('slack:content.open_map')) : `${place.latitude}, ${place.longitude}`;
  return lines(`📍 ${title} · ${link}`, oneLine(place.name), oneLine(place.address));
}

/** Contact cards, with their phones. */
export function contactsText({ contacts }: Of<'contacts'>, { t }: MessageLook): string {
  const rows = contacts.map(({ name, phones }) => [oneLine(name) || t('slack:card.no_name'), phones.map((phone) => oneLine(phone, 40)).join(', ')].filter((text) => text !== '').join(' · '));
  return lines(...rows.map((row) => `👤 ${t('slack:content.contact')}: ${row}`));
}

/** An invitation: what, when, where. */
export function eventText(event: Of<'event'>, look: MessageLook): string {
  const at = event.startsAt === '' ? '' : `🕒 ${clockTime(new Date(event.startsAt), look.now, look.zone, look.locale)}`;
  return lines(`📅 ${look.t('slack:content.event')}: ${oneLine(event.name)}`, at, event.place === '' ? '' : `📍 ${oneLine(event.place)}`, oneLine(event.description, 1000));
}

/** A call to the company's phone: nobody can take it here. */
export function callText(call: Of<'call'>, { t }: MessageLook): string {
  return `${call.video ? '📹' : '📞'} ${t(`slack:content.call.${call.missed ? 'missed' : 'received'}_${call.video ? 'video' : 'voice'}`)}`;
}
