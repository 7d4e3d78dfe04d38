import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../../src/kit/text/clean.js';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const nasty = fc.array(fc.constantFrom('a', 'ש', '\n', '\r', '\r\n', '\0', '\t', '\uD83D', '\uDE00', '\u202E', '\u202A', '\u202C', '\u2066', '\u2068', '\u2069', '😀'), { maxLength: 40 }).map((parts) => parts.join(''));

describe('cleanText', () => {
  test.each([
    ['plain text stays', 'Olá, tudo bem? 😀', 'Olá, tudo bem? 😀'],
    ['a lone high surrogate', 'a\uD83Db', 'a\uFFFDb'],
    ['a lone low surrogate', '\uDE00', '\uFFFD'],
    ['halves of a pair kept apart by NUL do not join', '\uD83D\0\uDE00', '\uFFFD\uFFFD'],
    ['NUL and C0 go, tab and line feed stay', 'a\0\u0007b\tc\nd\u001B[0m', 'ab\tc\nd[0m'],
    ['line ends', 'a\r\nb\rc\n\rd', 'a\nb\nc\n\nd'],
    ['right-to-left text stays', 'שלום مرحبا', 'שלום مرحبا'],
    ['an override is closed on its line', 'a \u202Eevil\nnext', 'a \u202Eevil\u202C\nnext'],
    ['an isolate is closed', '\u2067abc', '\u2067abc\u2069'],
    ['nested, closed inside out', '\u202A\u2066x', '\u202A\u2066x\u2069\u202C'],
    ['an isolate end closes embeddings inside it', '\u2066\u202Bx\u2069y', '\u2066\u202Bx\u202C\u2069y'],
    ['balanced stays', '\u202Bx\u202C', '\u202Bx\u202C'],
    ['ends that end nothing go', 'x\u202C\u2069y', 'xy'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('is idempotent, well formed and leaves no control behind', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nasty), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        // eslint-disable-next-line no-control-regex
        expect(once).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F]|\p{Cs}/u);
      }),
      { numRuns: 3000 },
    );
  });
});
