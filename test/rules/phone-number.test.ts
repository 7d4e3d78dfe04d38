import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identityOf, phoneDigits, phoneKey, streamOf } from '../../src/domain/people/phone-number.js';

describe('phoneKey', () => {
  test.each([
    ['5511988887777', '5511988887777', 'a mobile as it is dialled'],
    ['551188887777', '5511988887777', 'the same without its ninth digit'],
    ['551168887777', '5511968887777', 'mobiles began with 6 to 9'],
    ['551133334444', '551133334444', 'a landline has no ninth digit'],
    ['551153334444', '551153334444', 'up to 5'],
    ['550188887777', '550188887777', 'no area code begins with 0'],
    ['11988887777', '11988887777', 'without country it is another number'],
    ['351912345678', '351912345678', 'Portugal'],
    ['14155552671', '14155552671', 'United States'],
    ['558001234567', '558001234567', '0800 has no area code'],
  ])('%s → %s (%s)', (digits, key) => {
    expect(phoneKey(digits)).toBe(key);
  });

  const mobile = fc.tuple(fc.integer({ min: 11, max: 99 }).filter((area) => area % 10 !== 0), fc.integer({ min: 60_000_000, max: 99_999_999 }));

  test('both spellings of a Brazilian mobile are one, and no two mobiles are', () => {
    fc.assert(
      fc.property(mobile, mobile, ([area, number], [otherArea, otherNumber]) => {
        expect(phoneKey(`55${area}${number}`)).toBe(phoneKey(`55${area}9${number}`));
        const same = area === otherArea && number === otherNumber;
        expect(phoneKey(`55${area}${number}`) === phoneKey(`55${otherArea}9${otherNumber}`)).toBe(same);
      }),
    );
  });

  test('a key is its own key', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{8,13}$/), (digits) => expect(phoneKey(phoneKey(digits))).toBe(phoneKey(digits))));
  });
});

describe('identityOf', () => {
  test.each([
    ['5511988887777', [], { lid: null, phone: '5511988887777' }],
    ['+55 (11) 98888-7777', [], { lid: null, phone: '5511988887777' }],
    ['5511988887777', ['81896604192873@lid'], { lid: '81896604192873@lid', phone: '5511988887777' }],
    ['81896604192873@lid', [], { lid: '81896604192873@lid', phone: null }],
    ['1234567890@lid', [null, undefined], { lid: '1234567890@lid', phone: null }],
    ['81896604192873', [], { lid: '81896604192873@lid', phone: null }],
    ['5511988887777', ['not a lid'], { lid: null, phone: '5511988887777' }],
    ['5511988887777', [`${'9'.repeat(41)}@lid`], { lid: null, phone: '5511988887777' }],
    ['abc', [], { lid: null, phone: null }],
    ['', [null], { lid: null, phone: null }],
    [undefined, ['1@lid'], { lid: '1@lid', phone: null }],
  ])('%s with %j', (phone, lids, identity) => {
    expect(identityOf(phone, ...lids)).toEqual(identity);
  });

  test('a lid never becomes a phone, whatever its digits', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{1,40}$/), (digits) => expect(identityOf(`${digits}@lid`)).toEqual({ lid: `${digits}@lid`, phone: null })));
  });

  test('a person with a lid has one stream, however the number is written', () => {
    expect(streamOf(identityOf('551188887777', '7@lid'))).toBe(streamOf(identityOf('7@lid')));
    expect(streamOf(identityOf('551188887777'))).toBe(streamOf(identityOf('5511988887777')));
    expect(streamOf(identityOf('???'))).toBe('unknown');
  });

  test('total, and within what the columns hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 96 }), fc.stringMatching(/^[\d@lid+ -]{0,96}$/)), fc.option(fc.string({ maxLength: 60 })), (phone, lid) => {
        const identity = identityOf(phone, lid);
        expect(identity.phone ?? '').toMatch(/^\d{0,13}$/);
        expect(identity.lid ?? '1@lid').toMatch(/^\d{1,40}@lid$/);
      }),
    );
  });

  test('phoneDigits: 8 to 13 digits or nothing', () => {
    expect(['1234567', '12345678', '1234567890123', '12345678901234', null].map(phoneDigits)).toEqual([null, '12345678', '1234567890123', null, null]);
  });
});
