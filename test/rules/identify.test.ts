import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadWebhook, identifyWebhook } from '../../src/integrations/zapi/identify.js';
import { parseWebhook } from '../../src/integrations/zapi/parse-webhook.js';
import { messageBody } from '../support/webhook.js';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const TYPES = ['ReceivedCallback', 'MessageStatusCallback', 'DeliveryCallback', 'ConnectedCallback', 'DisconnectedCallback', 'PresenceChatCallback', 'Outro'];

const text = fc.oneof(fc.string({ maxLength: 120 }), fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('', '5511988887777', '1@lid', 'SENT', 'READ', 'constructor', '__proto__', '3EB0', 'REVOKE', '\u0000'));
const anything = fc.oneof({ weight: 5, arbitrary: text }, fc.boolean(), fc.constant(null), fc.double(), fc.integer(), fc.jsonValue({ maxDepth: 2 }), fc.array(text, { maxLength: 3 }), fc.record({ message: text, caption: text }, { requiredKeys: [] }));
const FIELDS = ['type', 'instanceId', 'messageId', 'zaapId', 'phone', 'momment', 'fromMe', 'fromApi', 'isGroup', 'isNewsletter', 'isStatusReply', 'broadcast', 'isEdit', 'editMessageId', 'waitingMessage', 'chatLid', 'senderLid', 'senderName', 'chatName', 'photo', 'senderPhoto', 'notification', 'referenceMessageId', 'text', 'image', 'status', 'ids', 'participant', 'error'];
const body = fc.tuple(fc.constantFrom(...TYPES), fc.record(Object.fromEntries(FIELDS.map((name) => [name, anything])), { requiredKeys: [] }), fc.boolean()).map(([type, fields, keepType]) => (keepType ? fields : { ...fields, type }));
const plausible = fc.record({ messageId: text.filter((id) => id !== ''), phone: fc.constantFrom('5511988887777', '1@lid'), over: fc.record(Object.fromEntries(FIELDS.slice(5).map((name) => [name, anything])), { requiredKeys: [] }) }).map(({ messageId, phone, over }) => messageBody('oi', { ...over, messageId, phone, type: 'ReceivedCallback' }));

/** The identity, or undefined when the body was refused. @throws whatever else happens */
function identify(given: unknown) {
  try {
    return identifyWebhook(given, NOW);
  } catch (error) {
    if (error instanceof BadWebhook) return undefined;
    throw error;
  }
}

describe('identifyWebhook', () => {
  test('on any JSON: a refusal that says why, or an identity its columns can hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), body, plausible), (given) => {
        const sent = JSON.parse(JSON.stringify(given)) as unknown;
        const identity = identify(sent);
        if (!identity) return;
        expect(identity.externalId).toMatch(/^[\x21-\x7e]{1,190}$/);
        expect(identity.kind).toMatch(/^[a-z_]{1,40}$/);
        expect(identity.key.length).toBeLessThanOrEqual(120);
        expect(Number.isNaN(identity.occurredAt.getTime())).toBe(false);
        expect(identity.occurredAt.getTime()).toBeLessThanOrEqual(NOW.getTime() + 24 * 3_600_000);
        expect(identity.occurredAt.getTime()).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 700 },
    );
  });

  test('is the same each time, also with the fields in another order', () => {
    fc.assert(
      fc.property(fc.oneof(body, plausible), (given) => {
        const sent = JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
        expect(identify(sent)).toEqual(identify(structuredClone(sent)));
        if (sent['type'] !== 'Outro' && TYPES.includes(String(sent['type']))) expect(identify(Object.fromEntries(Object.entries(sent).reverse()))).toEqual(identify(sent));
      }),
    );
  });

  test('what was identified can be read', () => {
    fc.assert(
      fc.property(fc.oneof(body, plausible), (given) => {
        const payload = JSON.stringify(given);
        const identity = identify(JSON.parse(payload));
        if (!identity) return;
        const event = parseWebhook({ id: 1, kind: identity.kind, payload, occurred_at: identity.occurredAt });
        if (event.is === 'ignored') expect(event.why).toMatch(/^.{1,64}$/s);
        if (event.is !== 'message') return;
        expect(event.message.kind).toMatch(/^\w{1,24}$/);
        expect(event.message.externalId).toMatch(/^[\x20-\x7e]{1,96}$/);
        expect((event.message.contactName ?? '').length).toBeLessThanOrEqual(190);
        expect((event.message.photoUrl ?? '').length).toBeLessThanOrEqual(1024);
        expect(event.message.body).not.toContain('\u0000');
      }),
      { numRuns: 700 },
    );
  });

  test.each<[string, unknown, Date]>([
    ['milliseconds', 1790000000000, NOW],
    ['yesterday', NOW.getTime() - 86_400_000, new Date(NOW.getTime() - 86_400_000)],
    ['seconds', 1580163342, new Date(1580163342000)],
    ['a clock an hour ahead', NOW.getTime() + 3_600_000, new Date(NOW.getTime() + 3_600_000)],
    ['a clock a week ahead is not believed', NOW.getTime() + 7 * 86_400_000, NOW],
    ['no time', undefined, NOW],
    ['zero', 0, NOW],
    ['a word', 'ontem', NOW],
  ])('time: %s', (_, momment, instant) => {
    const known = identify(messageBody('oi', { momment }))?.occurredAt;
    expect(known).toEqual(momment === 1790000000000 && momment > NOW.getTime() + 86_400_000 ? NOW : instant);
  });
});
