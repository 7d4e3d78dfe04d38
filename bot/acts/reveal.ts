import { showPersonalData } from '../../src/domain/care/show-personal-data.js';
import { context, plainWords, section, shorten } from '../views/parts.js';
import { linkOr } from '../views/content/words.js';
import { answerWords } from '../views/triage-answer.js';
import type { ReadAct } from './act.js';

/** "Mostrar dados": what is masked everywhere else, for one person's eyes. It goes through the ledger, because the history tells who saw it. */
export const reveal: ReadAct = {
  is: 'read',
  deed: 'see personal data',
  offered: () => true,
  async show(conversationId, _words, { ledger, t, locale }, person) {
    const { phone, answers, place } = await ledger.run(person, { conversation: conversationId }, showPersonalData);
    const map = place && linkOr(`https://www.google.com/maps?q=${place.latitude},${place.longitude}`, t('slack:content.open_map'));
    const where = place && [place.name, place.address].filter((part) => part !== '').map(plainWords).join(', ');
    const lines = [
      `*${t('slack:card.phone')}:* ${phone === null ? t('slack:reveal.no_phone') : displayPhone(phone)}`,
      ...(place ? [`*${t('slack:content.location')}:* ${[where, map].filter((part) => part !== '').join(' · ')}`] : []),
      ...answers.map(({ label, value, fieldType }) => `*${plainWords(label)}:* ${plainWords(shorten(answerWords(value, fieldType, locale).replace(/\s+/g, ' '), 400))}`),
    ];
    const text = t('slack:reveal.title', { number: conversationId });
    return { text, blocks: [section(`*${text}*\n${lines.join('\n')}`), context(t('slack:reveal.traced'))] };
  },
};

/** A Brazilian number as people write it; any other with its plus sign. */
function displayPhone(phone: string): string {
  const [, area, first, last] = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(phone) ?? [];
  return area === undefined ? `+${phone}` : `(${area}) ${first}-${last}`;
}
