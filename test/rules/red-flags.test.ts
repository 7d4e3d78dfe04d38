import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redFlagsIn } from '../../src/domain/care/red-flag-match.js';

const PHRASES = ['queda', 'caiu', 'falta de ar', 'sangramento', 'SAMU', 'dor no peito', 'convulsão', 'AVC', 'não está respondendo'];

describe('red flags in a text', () => {
  test.each([
    ['Minha mãe CAIU no banheiro!', ['caiu']],
    ['ela está com Falta   de\nar…', ['falta de ar']],
    ['teve duas quedas e uma convulsao', ['queda', 'convulsão']],
    ['chamamos o samu?', ['SAMU']],
    ['nao esta respondendo 😰', ['não está respondendo']],
    ['*caiu*, _caiu_', ['caiu']],
    ['ca\u200Biu', ['caiu']],
    ['queda de cabelo', ['queda']],
  ])('%s', (text, found) => expect(redFlagsIn(text, PHRASES)).toEqual(found));

  test.each(['o aquedamento', 'recaiu na rotina', 'samurai', 'falta dinheiro e ar', 'avcx xavc', 'dor nas costas, no peito nada', ''])('%s says nothing', (text) => expect(redFlagsIn(text, PHRASES)).toEqual([]));

  const word = fc.stringMatching(/^[a-zà-ü]{1,10}$/);
  test('a phrase is found wherever it stands whole, however it is written', () => {
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(...PHRASES), fc.array(word), fc.constantFrom(' ', '  ', ', ', '\n'), (before, phrase, after, gap) => {
        const text = [...before, phrase.toUpperCase(), ...after].join(gap);
        expect(redFlagsIn(text, PHRASES)).toContain(phrase);
        expect(redFlagsIn(text.normalize('NFD').replace(/\p{M}/gu, ''), PHRASES)).toContain(phrase);
      }),
    );
  });

  test('never inside a word', () => {
    fc.assert(fc.property(fc.constantFrom('queda', 'caiu', 'avc'), word, word, (phrase, before, after) => redFlagsIn(`x${before}${phrase}${after}x`, [phrase]).length === 0));
  });

  test('no text and no phrase makes it fail, and an empty phrase is nowhere', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (text, phrases) => Array.isArray(redFlagsIn(text, phrases))));
    expect(redFlagsIn('qualquer coisa', ['', ' ', '!!'])).toEqual([]);
  });
});
