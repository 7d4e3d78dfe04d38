import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCourtesy } from '../../../src/domain/inbox/is-courtesy.js';
import { isComment } from '../../../src/domain/satisfaction/is-comment.js';
import { isOptOut } from '../../../src/domain/satisfaction/is-opt-out.js';
import { npsOf, tallyOf } from '../../../src/domain/satisfaction/nps.js';
import '../../support/property-seed.js';

test.each([
  'obrigada!', 'Obrigado', 'valeu', '👍', '👍🏽', '🙏🙏', '❤️', 'ok', 'Ok, obrigada', 'muito obrigado pela ajuda, Deus abençoe', 'Muito obrigada pelo carinho e pela atenção!', 'não, obrigada', 'Obrigada, Ana!', 'vlw 👍', 'Perfeito, muito obrigada!', 'ok 🙏',
  'Obrigada, bom dia!', 'Deus te abençoe', 'Que Deus abençoe vocês sempre', 'tá bom', 'combinado!', 'até mais', 'obrigada por tudo', 'Bom final de semana', 'de nada 😊',
])('%j is a courtesy', (text) => {
  expect(isCourtesy(text, ['Ana', 'Lima'])).toBe(true);
});

test.each([
  'obrigada, mas preciso de mais uma coisa', 'Obrigada?', 'ok?', 'bom dia', 'Boa tarde', 'oi', 'olá', 'sim', 'não', 'ajuda', 'ok, e o boleto', 'obrigada, até que horas vocês atendem', 'valeu, me liga', '😢', '🆘', '?', '', '   ', '!!!', '5', 'ok 5',
  'obrigada pela proposta, quero fechar', 'Obrigada, Bruna!', 'ela caiu', 'ok vamos fechar', 'muito', 'Ana', 'pode ser amanhã, obrigada', 'obrigada\nEla caiu de novo', '👍 pode agendar',
])('%j is none', (text) => {
  expect(isCourtesy(text, ['Ana', 'Lima'])).toBe(false);
});

test('one unknown word anywhere makes it none', () => {
  const kind = fc.constantFrom('obrigada', 'muito obrigada', 'valeu', 'ok', 'deus abençoe', 'combinado', 'por tudo');
  const other = fc.constantFrom('preciso', 'mas', 'quando', 'boleto', 'caiu', 'cuidadora', 'amanhã', 'socorro', '5', 'quero', 'sim');
  fc.assert(fc.property(fc.array(kind, { minLength: 1, maxLength: 3 }), other, fc.nat(3), (words, stray, at) => {
    expect(isCourtesy(words.join(', '))).toBe(words.some((one) => one !== 'por tudo'));
    expect(isCourtesy([...words.slice(0, at), stray, ...words.slice(at)].join(', '))).toBe(false);
  }));
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(isCourtesy(`${text}?`)).toBe(false)));
});

test.each(['Foi tudo ótimo, a cuidadora é um amor', 'Demoraram demais para responder', 'nota 10!', 'Achei a atendente muito educada'.replace('atendente', 'moça')])('%j is a comment', (text) => {
  expect(isComment(text)).toBe(true);
});
test.each(['Preciso de cuidadora', 'Quando ela vem?', 'ela caiu', 'me liga', 'a cuidadora não veio', 'Rua Augusta 120', 'quero cancelar', 'x'.repeat(301), '👍', '', 'manda o boleto', 'e para amanhã', 'https://a.b', 'minha mãe está com dor'])('%j is none', (text) => {
  expect(isComment(text)).toBe(false);
});

test.each(['sair', 'SAIR', 'Parar.', 'não quero receber pesquisas', 'Não quero mais receber pesquisas, por favor', 'parem de enviar pesquisas', 'não me mandem mais pesquisas', 'cancelar pesquisa', 'sair da pesquisa'])('%j opts out', (text) => {
  expect(isOptOut(text)).toBe(true);
});
test.each(['quero sair do hospital', 'parar o contrato', 'não quero', 'a dor não quer parar', 'sair amanhã', 'remover a sonda', 'ela não quer receber visitas', ''])('%j does not', (text) => {
  expect(isOptOut(text)).toBe(false);
});

test('NPS: none without answers, always within bounds, all promoters 100, all detractors −100, 3 is neutral', () => {
  expect(npsOf({ promoters: 0, neutral: 0, detractors: 0 })).toBeNull();
  expect(npsOf({ promoters: 3, neutral: 1, detractors: 1 })).toBe(40);
  expect(tallyOf([1, 2, 3, 4, 5].map((score) => ({ score, n: score })))).toEqual({ promoters: 9, neutral: 3, detractors: 3 });
  fc.assert(fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (promoters, neutral, detractors) => {
    const nps = npsOf({ promoters, neutral, detractors });
    if (promoters + neutral + detractors === 0) return expect(nps).toBeNull();
    expect(Math.abs(nps as number)).toBeLessThanOrEqual(100);
    expect(npsOf({ promoters: detractors, neutral, detractors: promoters })).toBeCloseTo(-(nps as number));
    if (neutral + detractors === 0) expect(nps).toBe(100);
  }));
});
