import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitText } from '../../../src/kit/text/split.js';

const squeeze = (s: string): string => s.replace(/\s+/g, '');
const plain = (s: string): string => s.replace(/[\s*_~`>]|&gt;/g, '');

describe('splitText', () => {
  test('empty and short', () => {
    expect(splitText('', 10)).toEqual([]);
    expect(splitText('oi', 10)).toEqual(['oi']);
    expect(splitText(' oi ', 4)).toEqual([' oi ']);
  });

  test.each([
    ['paragraph', 'um dois\n\ntrês quatro', 14, ['um dois', 'três quatro']],
    ['line', 'um dois\ntrês quatro', 14, ['um dois', 'três quatro']],
    ['sentence', 'Oi gente. Tudo bem', 14, ['Oi gente.', 'Tudo bem']],
    ['word', 'palavra outra', 9, ['palavra', 'outra']],
    ['grapheme', 'a👨‍👩‍👧b', 9, ['a👨‍👩‍👧', 'b']],
    ['emoji kept whole', 'ab👨‍👩‍👧', 8, ['ab', '👨‍👩‍👧']],
    ['flag kept whole', 'abc🇧🇷', 5, ['abc', '🇧🇷']],
    ['surrogate pair', '😀😀', 3, ['😀', '😀']],
    ['max below a pair', '😀a', 1, ['😀', 'a']],
    ['entity', 'abc&amp;d', 6, ['abc', '&amp;d']],
    ['link', 'abc <https://a.b|c d> e', 20, ['abc', '<https://a.b|c d> e']],
    ['indentation of the next line stays', 'a longa linha\n  - item', 15, ['a longa linha', '  - item']],
  ])('%s', (_, text, max, pieces) => {
    expect(splitText(text, max)).toEqual(pieces);
  });

  test('a code block is closed and opened again, indentation kept', () => {
    const code = Array.from({ length: 20 }, (_, i) => `  linha ${i}`).join('\n');
    const pieces = splitText(`antes\n\`\`\`${code}\`\`\`\ndepois`, 100);
    for (const piece of pieces) expect((piece.match(/```/g) ?? []).length % 2).toBe(0);
    for (let i = 0; i < 20; i += 1) expect(pieces.join('\n')).toContain(`  linha ${i}`);
  });

  test('a style and a quote that are cut go on', () => {
    const [first = '', second = ''] = splitText(`> *${'palavra '.repeat(20)}fim*`, 100);
    expect(first).toMatch(/^> \*palavra.*palavra\*$/);
    expect(second).toMatch(/^> \*palavra/);
  });

  test('50,000 characters of every awkward kind are cut without loss', () => {
    for (const unit of ['palavra ', 'Frase curta. ', 'x', '👨‍👩‍👧', '&amp;', '*a ', '```a\nb```', '> x\n', '<https://a.b|c>']) {
      const text = unit.repeat(Math.ceil(50_000 / unit.length));
      const pieces = splitText(text, 3000);
      expect(pieces.length).toBeGreaterThanOrEqual(Math.floor(text.trim().length / 3000));
      expect(pieces.every((piece) => piece.length <= 3000)).toBe(true);
    }
  });

  const parts = fc.constantFrom('a', 'palavra', ' ', '\n', '\n\n', '. ', '*', '_', '`', '```', '> ', '&gt; ', '&amp;', '<https://a.com|um nome>', '<@U123>', '😀', '👨‍👩‍👧‍👦', '🇧🇷', 'e\u0301', '\t');
  const text = fc.oneof(fc.array(parts, { maxLength: 120 }).map((p) => p.join('')), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }));

  test('pieces are bounded and lossless', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 160 }), (whole, max) => {
        const pieces = splitText(whole, max);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(piece).not.toBe('');
        }
        const read = max < 64 ? squeeze : plain;
        if (whole.trim() !== '') expect(read(pieces.join(''))).toBe(read(whole));
      }),
      { numRuns: 3000 },
    );
  });

  test('no entity, pair or emoji is cut when it fits', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '&amp;', '<https://a.com|um nome>', '😀', '👨‍👩‍👧‍👦', '🇧🇷'), { maxLength: 60 }), fc.integer({ min: 30, max: 120 }), (units, max) => {
        for (const piece of splitText(units.join(''), max)) {
          const rest = piece.replaceAll('&amp;', '').replaceAll('<https://a.com|um nome>', '').replaceAll('👨‍👩‍👧‍👦', '').replaceAll('🇧🇷', '').replaceAll('😀', '');
          expect(rest).toMatch(/^[a ]*$/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
