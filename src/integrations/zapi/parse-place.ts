import type { Fields } from './json-fields.js';
import { contentOnly, type ParsedContent } from './parsed-content.js';

/** Places, people and dates. Undefined for keys that are none. */
export function parsePlace(key: string, content: Fields): ParsedContent | undefined {
  switch (key) {
    case 'location':
    case 'liveLocation':
      return contentOnly({
        is: 'location', latitude: content.number('latitude') ?? 0, longitude: content.number('longitude') ?? 0, name: content.line('name'), address: content.line('address', 500), live: key === 'liveLocation',
      }, content.text('caption'));
    case 'contact':
      return contentOnly({ is: 'contacts', contacts: [person(content)] });
    case 'event': {
      const start = content.number('scheduleTime') ?? content.number('startTime');
      const place = content.object('location');
      const startsAt = start === null || start <= 0 || start > 8e12 ? '' : new Date(start < 1e11 ? start * 1000 : start).toISOString();
      return contentOnly({ is: 'event', name: content.line('name'), description: content.text('description', 2000).trim(), place: place.line('name') || place.line('address', 500), startsAt });
    }
    default:
      return undefined;
  }
}

/** Several contact cards in one message: a list instead of an object. */
export function parseContacts(body: Fields): ParsedContent | undefined {
  const contacts = body.list('contacts', 30).map(person);
  return contacts.length === 0 ? undefined : contentOnly({ is: 'contacts', contacts });
}

/** A place as words and a link, for texts. */
export function mapsLink(place: Fields): string {
  const [latitude, longitude] = [place.number('latitude'), place.number('longitude')];
  const words = [place.line('name'), place.line('address', 500)].filter((text) => text !== '').join(', ');
  const link = latitude === null || longitude === null ? '' : `https://maps.google.com/?q=${latitude},${longitude}`;
  return [words, link].filter((text) => text !== '').join(' ');
}

const PHONE_IN_CARD = /^TEL[^:\n]*:([+\d ().-]{6,30})\s*$/gim;

/** A card's phones: the list, else what the vCard says. */
function person(card: Fields): { name: string; phones: string[] } {
  const listed = card.lines('phones', 10);
  const inCard = [...card.text('vCard', 5000).matchAll(PHONE_IN_CARD)].map((match) => (match[1] ?? '').trim());
  return { name: card.line('displayName') || card.line('name'), phones: (listed.length > 0 ? listed : inCard).slice(0, 10) };
}
