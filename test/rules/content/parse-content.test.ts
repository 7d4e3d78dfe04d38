import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../../src/kit/text/clean.js';
import { identifyWebhook } from '../../../src/integrations/zapi/identify.js';
import { money } from '../../../src/integrations/zapi/money.js';
import { isBare, parseContent } from '../../../src/integrations/zapi/parse-content.js';
import { parseWebhook } from '../../../src/integrations/zapi/parse-webhook.js';
import { messageBody } from '../../support/webhook.js';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const KEYS = [
  'text', 'image', 'audio', 'video', 'ptv', 'document', 'sticker', 'contact', 'contacts', 'location', 'liveLocation', 'buttonsResponseMessage', 'listResponseMessage', 'buttonsMessage', 'hydratedTemplate', 'poll', 'pollVote',
  'product', 'order', 'reviewAndPay', 'reviewOrder', 'pixKeyMessage', 'requestPayment', 'sendPayment', 'carouselMessage', 'event', 'newsletterAdminInvite', 'reaction', 'externalAdReply', 'somethingNew', '__proto__', 'constructor',
];
const FIELDS = [
  'message', 'caption', 'imageUrl', 'audioUrl', 'videoUrl', 'ptvUrl', 'documentUrl', 'stickerUrl', 'mimeType', 'fileName', 'title', 'seconds', 'ptt', 'isGif', 'viewOnce', 'downloadError', 'displayName', 'vCard', 'phones', 'latitude', 'longitude', 'name', 'address', 'question',
  'options', 'pollMaxOptions', 'pollMessageId', 'buttons', 'hydratedButtons', 'header', 'cards', 'products', 'total', 'currency', 'currencyCode', 'value', 'price', 'url', 'paymentInfo', 'scheduleTime', 'location', 'referencedMessage', 'sourceUrl', 'body',
];
const word = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', 'https://x.test/a', '\uD800', '\u202E', '-1', '1e999', 'BRL'));
const leaf = fc.oneof(word, fc.boolean(), fc.constant(null), fc.double(), fc.integer());
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...FIELDS), tie('tree'), { maxKeys: 6 })),
}));
const body = fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 4 });
const plain = (given: unknown) => JSON.parse(JSON.stringify(given)) as object;

/** Every text anywhere inside. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('parseContent', () => {
  test('reads any JSON into what its columns hold, with clean texts', () => {
    fc.assert(
      fc.property(fc.oneof(body, fc.object()), (given) => {
        const parsed = parseContent(plain(given));
        expect(parsed.kind).toMatch(/^[a-z_]{1,24}$/);
        expect(parsed.kind === 'text' || parsed.content !== null || parsed.attachment !== null).toBe(true);
        for (const text of textsIn(parsed)) expect(text).toBe(cleanText(text));
        const file = parsed.attachment;
        if (file) {
          expect(file.url === null || /^https?:\/\/\S{1,2040}$/.test(file.url)).toBe(true);
          expect([...file.mime].length).toBeLessThanOrEqual(120);
          expect([...file.fileName].length).toBeLessThanOrEqual(190);
          expect(file.seconds === null || (Number.isInteger(file.seconds) && file.seconds > 0)).toBe(true);
        }
        expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed);
        expect(typeof isBare(parsed)).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  test('a webhook with any content is identified and read: a message, an amendment or a reason to ignore it', () => {
    const kinds = fc.constantFrom({}, { isEdit: true, editMessageId: 'E' }, { waitingMessage: true }, { notification: 'REVOKE' }, { notification: 'CALL_MISSED_VIDEO', callId: 'é' }, { notification: 'PAYMENT_ACTION_REQUEST_DECLINED', notificationParameters: [1, null, '1e9'] }, { fromMe: true }, { fromMe: true, fromApi: true });
    fc.assert(
      fc.property(body, kinds, (content, over) => {
        const payload = JSON.stringify({ ...messageBody('', { text: undefined }), ...content, ...over });
        const identity = identifyWebhook(JSON.parse(payload), NOW);
        const event = parseWebhook({ id: 7, kind: identity.kind, payload, occurred_at: identity.occurredAt });
        if (event.is === 'message') {
          expect(event.message.externalId).toMatch(/^[\x20-\x7e]{1,96}$/);
          expect([...(event.message.source?.title ?? '')].length).toBeLessThanOrEqual(190);
          expect((event.message.source?.url ?? '').length).toBeLessThanOrEqual(500);
        } else if (event.is === 'amendment') {
          expect(event.amendment.externalId).toMatch(/^[\x20-\x7e]{1,96}$/);
          if (event.amendment.change.is === 'reacted') expect([...(event.amendment.change.emoji ?? '')].length).toBeLessThanOrEqual(32);
        } else expect(event.is === 'ignored' && event.why.length > 0 && event.why.length <= 64).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('each file says what it is', () => {
    const kindOf = (content: Record<string, unknown>) => parseContent(content).attachment?.kind;
    expect(kindOf({ audio: { audioUrl: 'https://x/a', ptt: true } })).toBe('voice');
    expect(kindOf({ audio: { audioUrl: 'https://x/a' } })).toBe('audio');
    expect(kindOf({ video: { videoUrl: 'https://x/a', isGif: true } })).toBe('gif');
    expect(kindOf({ ptv: { ptvUrl: 'https://x/a' } })).toBe('round_video');
    expect(parseContent({ document: { documentUrl: 'https://x/a', title: 'nome', caption: 'veja', mimeType: 'application/pdf' } })).toEqual({
      kind: 'document', body: 'veja', content: null, attachment: { kind: 'document', url: 'https://x/a', mime: 'application/pdf', fileName: 'nome', seconds: null, viewOnce: false, error: null },
    });
  });

  test('a copy without what it is about is told from one that has it', () => {
    expect([{}, { text: null }, { image: { imageUrl: null } }, { somethingNew: {} }, { image: { imageUrl: 'https://x/a' } }, { text: { message: '' } }].map((given) => isBare(parseContent(given)))).toEqual([true, true, true, false, false, false]);
  });

  test('money is written as people write it', () => {
    expect([money('BRL', 1234.5), money('usd', 12), money('?', 1), money('BRL', null)]).toEqual(['R$ 1.234,50', 'USD 12,00', 'R$ 1,00', '']);
  });
});
