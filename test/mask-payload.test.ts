import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskPayload } from '../src/kit/mask-payload.js';

test('the shape stays, what people wrote does not', () => {
  const payload = { type: 'ReceivedCallback', fromMe: false, phone: '5511988887777', momment: 1_765_000_000_000, text: { message: 'Minha mãe caiu' }, tags: ['a', 'b'], messageId: null, n: 3 };
  expect(JSON.parse(maskPayload(JSON.stringify(payload)))).toEqual({
    type: 'ReceivedCallback', fromMe: false, phone: '••• (13)', momment: '•••', text: { message: '••• (14)' }, tags: ['••• (1)', '••• (1)'], messageId: null, n: 3,
  });
  expect(maskPayload('no json')).toBe('••• (7)');
});

test('no word of anybody comes through, whatever the payload looks like', () => {
  const secret = 'segredo@da.familia 11 98888-7777';
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 12 }), fc.constantFrom('type', 'status', 'text', 'body', '5511988887777'), (value, name) => {
    const shown = maskPayload(JSON.stringify({ [name]: secret, [secret]: value, deep: [{ [name]: [secret, value] }] }));
    expect(shown).not.toMatch(/familia|98888/);
    expect(shown.length).toBeLessThanOrEqual(6000);
  }));
});
