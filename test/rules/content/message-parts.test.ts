import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { struck } from '../../../bot/views/content/marks.js';
import { messageParts, SLACK_MAX, type MessageLook } from '../../../bot/views/message.js';
import type { TranscriptLine } from '../../../src/domain/inbox/transcript.js';
import { parseContent } from '../../../src/integrations/zapi/parse-content.js';
import { createTranslate, LOCALES } from '../../../src/kit/i18n.js';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const looks = LOCALES.map((locale): MessageLook => ({
  t: createTranslate(locale), now: NOW, zone: 'America/Sao_Paulo', locale, contactName: '<!channel> *Maria*', linkTo: () => 'https://slack.test/archives/C1/p1',
}));
const line = (over: Partial<TranscriptLine>): TranscriptLine => ({
  id: 1, body: '', kind: 'text', author_kind: 'contact', agent_name: null, status: 'delivered', content: null, forwarded: false, edited_at: null, deleted_at: null, quoted: null, file: null, reactions: [], poll_question: null, occurred_at: NOW, created_at: NOW, ...over,
});

const hostile = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('<!channel>', '<@U0ANA000001>', '@here', '<https://x|y>', '~*_`', '> x', '{{number}} $t(slack:card.take)'));
const JSON_OF_KINDS = ['location', 'contact', 'buttonsResponseMessage', 'listResponseMessage', 'poll', 'pollVote', 'product', 'order', 'reviewOrder', 'pixKeyMessage', 'sendPayment', 'event', 'buttonsMessage', 'hydratedTemplate', 'carouselMessage', 'document', 'strange'];
const content = fc.tuple(fc.constantFrom(...JSON_OF_KINDS), hostile, hostile, fc.double({ noNaN: true })).map(([key, a, b, n]) =>
  parseContent({ [key]: {
    displayName: a, name: a, title: a, message: a, question: a, description: b, caption: b, fileName: a, address: b, key: a, url: b, latitude: n, longitude: n, total: n, value: n, phones: [a, b], currency: 'BRL',
    options: [{ name: a }, { name: b }], products: [{ name: a, quantity: n }], location: { name: b }, buttons: [{ buttonText: { displayText: a } }], cards: [{ message: b }], scheduleTime: n,
  } }),
);
const lines = fc.record({ parsed: content, quotedBody: hostile, forwarded: fc.boolean(), deleted: fc.boolean(), edited: fc.boolean(), emoji: fc.constantFrom('❤️', '👍🏽', '<x>') }).map(({ parsed, quotedBody, forwarded, deleted, edited, emoji }) =>
  line({
    kind: parsed.kind, body: parsed.body, content: parsed.content, forwarded, deleted_at: deleted ? NOW : null, edited_at: edited ? NOW : null,
    quoted: { author_kind: 'contact', agent_name: null, contact_name: quotedBody, kind: 'text', body: quotedBody, place: { channel: 'C1', ts: '1.1' } },
    file: parsed.attachment && { kind: parsed.attachment.kind, file_name: parsed.attachment.fileName, seconds: null, view_once: 0, state: 'failed', error: 'x' },
    reactions: [{ author: 'contact', emoji }],
  }),
);

describe('messageParts', () => {
  test('whatever came: something to see, in every language, and nothing that acts in Slack but our own links', () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 4 }), fc.constantFrom(...looks), (given, look) => {
        const parts = messageParts(given, look);
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(part.trim()).not.toBe('');
          expect(part.length).toBeLessThanOrEqual(SLACK_MAX);
          for (const [marked] of part.matchAll(/<[^>]*>/g)) expect(marked).toMatch(/^<https?:\/\/[^\s|<>]+\|[^]*>$/);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('struck text loses no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '~', '`', '*'), maxLength: 40 }), (text) => {
        const words = (given: string) => given.replace(/[~`\s]/g, '');
        expect(words(struck(text))).toBe(words(text));
      }),
    );
  });

  test('the whole of a message in its order', () => {
    const [look] = looks as [MessageLook];
    const given = line({
      body: 'sim', forwarded: true, edited_at: NOW, occurred_at: new Date(NOW.getTime() - 600_000), quoted: { author_kind: 'agent', agent_name: 'Ana', contact_name: '', kind: 'text', body: 'Vamos?', place: { channel: 'C1', ts: '1.1' } }, reactions: [{ author: 'company', emoji: '👍' }],
    });
    expect(messageParts([given], look)).toEqual(['_↪ encaminhada_\n> *Ana:* Vamos? · <https://slack.test/archives/C1/p1|ver mensagem>\nsim _(editada)_\n_escrita às 06:50_\n👍 celular da empresa']);
  });
});
