import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, readCursor } from '../../src/http/api/cursor.js';
import { e164Of } from '../../src/http/api/phone.js';
import '../support/property-seed.js';

describe('cursors', () => {
  test('what was given out is read back', () => {
    fc.assert(fc.property(fc.nat(), fc.option(fc.nat(4_000_000_000_000), { nil: undefined }), (id, at) => {
      expect(readCursor(cursorOf({ id, at }))).toEqual({ id, at });
    }));
  });

  test('whatever else comes is none, and breaks nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const read = readCursor(text);
      expect(read === undefined || Number.isInteger(read.id)).toBe(true);
    }));
    for (const text of ['', 'W10', 'WyIxIl0', 'Wy0xXQ', Buffer.from('[1,2,3]').toString('base64url'), Buffer.from('{"id":1}').toString('base64url')]) expect([text, readCursor(text)]).toEqual([text, undefined]);
  });
});

describe('phones as other systems write them', () => {
  test.each([
    ['+5511988887777', '5511988887777'],
    ['5511988887777', '5511988887777'],
    ['+55 (11) 98888-7777', '5511988887777'],
    ['551188887777', '551188887777'],
    ['+55 11 3333-4444', '551133334444'],
    ['+351 912 345 678', '351912345678'],
  ])('%s', (written, digits) => {
    expect(e164Of(written)).toBe(digits);
  });

  test.each(['34988887777', '11988887777', '(11) 98888-7777', '988887777', '+55', '+5511', '+55119888877771', '+5501988887777', '+34', '1@lid', '+5511988887777; DROP', '', '+', '٥٥١١٩٨٨٨٨٧٧٧٧'])('%s could be anybody’s: refused', (written) => {
    expect(e164Of(written)).toBeUndefined();
  });
});
