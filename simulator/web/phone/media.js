/** Pictures, files, places and contacts inside a bubble. */
import { el } from './dom.js';
import { icon } from './icons.js';

/** Only what lies on this machine or inside the message is shown: the page makes no outside requests. */
function isLocal(url) {
  if (typeof url !== 'string') return false;
  if (url.startsWith('data:image/')) return true;
  return URL.canParse(url) && ['127.0.0.1', 'localhost', location.hostname].includes(new URL(url).hostname);
}

function card(sign, title, detail) {
  return el('span', { class: 'card' }, el('span', { class: 'card-icon' }, icon(sign)),
    el('span', { class: 'card-text' }, el('b', {}, title), detail ? el('small', {}, detail) : null));
}

function place({ name, address, latitude, longitude }) {
  return card('place', name || 'Localização', address || `${latitude}, ${longitude}`);
}

const SHOWN = {
  image: ({ imageUrl, caption }) => (isLocal(imageUrl)
    ? el('img', { class: 'photo', src: imageUrl, alt: caption || 'Foto', loading: 'lazy' }) : card('picture', 'Foto', String(imageUrl ?? '').slice(0, 80))),
  audio: ({ seconds }) => el('span', { class: 'voice', role: 'img', 'aria-label': `Áudio de ${seconds ?? 0} segundos` },
    el('span', { class: 'voice-play', 'aria-hidden': 'true' }, '▶'), el('span', { class: 'voice-wave', 'aria-hidden': 'true' }),
    el('small', {}, `0:${String(seconds ?? 0).padStart(2, '0')}`)),
  video: ({ isGif }) => card('film', isGif ? 'GIF' : 'Vídeo', ''),
  ptv: () => card('film', 'Recado em vídeo', ''),
  document: ({ fileName, mimeType }) => card('file', fileName || 'Documento', mimeType),
  sticker: () => card('star', 'Figurinha', ''),
  location: place,
  liveLocation: place,
  contact: ({ displayName, phones }) => card('person', displayName, (phones ?? []).map((number) => `+${number}`).join(', ')),
};

/** The medium of a message as an element, or null for plain text. */
export function mediaOf({ content }) {
  for (const [key, value] of Object.entries(content ?? {})) {
    const show = SHOWN[key];
    if (show && value) return show(value);
    if (key === 'contacts' && Array.isArray(value)) return el('span', { class: 'cards' }, ...value.map(SHOWN.contact));
  }
  return null;
}

/** What a location, contact or document says is already on its card. */
export const textIsOnCard = ({ kind, text, content }) => ['location', 'contact', 'contacts'].includes(kind)
  || (kind === 'document' && text === content?.document?.fileName);
