import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readScore } from '../../../src/domain/satisfaction/read-score.js';
import '../../support/property-seed.js';

describe('a score alone', () => {
  test.each<[string, number]>([
    ['5', 5], [' 5 ', 5], ['5.', 5], ['5!', 5], ['nota 5', 5], ['Nota: 4', 4], ['NOTA 3', 3], ['nota5', 5], ['minha nota é 5', 5], ['a nota é 4', 4], ['5/5', 5], ['4 / 5', 4], ['4 de 5', 4],
    ['4 estrelas', 4], ['1 estrela', 1], ['cinco estrelas!', 5], ['⭐⭐⭐⭐', 4], ['⭐️⭐️⭐️⭐️⭐️', 5], ['⭐', 1], ['★★★', 3], ['🌟🌟', 2], ['⭐ 5', 5], ['5 ⭐', 5], ['5⭐⭐⭐⭐⭐', 5],
    ['cinco', 5], ['Quatro', 4], ['três', 3], ['tres', 3], ['um', 1], ['dois', 2], ['dou 5', 5], ['eu dou nota 5', 5], ['Dou um 5'.replace(' um', ''), 5], ['avalio com 4', 4], ['5 👏', 5], ['👏 5', 5], ['5 👏🏽👏🏽', 5],
    ['5️⃣', 5], ['*5*', 5], ['"5"', 5], ['Bom dia! 5', 5], ['boa tarde, nota 4', 4], ['5 :)', 5], ['5, obrigada!', 5], ['5 obrigada', 5], ['5 muito obrigado', 5], ['5\n', 5], ['avaliação: 5', 5],
  ])('%j is %d', (text, score) => {
    expect(readScore(text)).toEqual({ is: 'score', score, comment: null });
  });
});

describe('a score and a comment', () => {
  test.each<[string, number, string]>([
    ['5, atendimento ótimo!', 5, 'atendimento ótimo!'], ['5 - muito atenciosos', 5, 'muito atenciosos'], ['nota 2. Demoraram demais', 2, 'Demoraram demais'], ['5 ótimo atendimento', 5, 'ótimo atendimento'],
    ['⭐⭐⭐⭐ adorei a cuidadora', 4, 'adorei a cuidadora'], ['5 ❤️ adorei', 5, 'adorei'], ['1\nPéssimo', 1, 'Péssimo'], ['nota 5 pelo carinho com a mamãe', 5, 'pelo carinho com a mamãe'], ['5 - Excelente', 5, 'Excelente'], ['5, nota 10!', 5, 'nota 10!'], ['cinco, foram maravilhosos', 5, 'foram maravilhosos'],
  ])('%j', (text, score, comment) => {
    expect(readScore(text)).toEqual({ is: 'score', score, comment });
  });
});

test.each(['10', '0', '7', 'nota 10', 'nota 100', 'dez', 'zero', '10/10', '⭐⭐⭐⭐⭐⭐', '8, muito bom', 'nota: 9'])('%j is asked again', (text) => {
  expect(readScore(text)).toEqual({ is: 'out_of_range' });
});

test.each([
  '5 pessoas precisam de ajuda', 'preciso para 5 dias', 'moro no 4º andar', 'quarto 3', '4º andar', '4o andar', '3ª', '5?', '4,5', '4.5', '5:30', '5h', '5 h da tarde', '5%', 'R$ 5', '5 reais', '2 cuidadoras', '3 vezes por semana', 'dia 5', 'às 5',
  '3, 4 e 5 de maio', '4 ou 5', '5/10', '5/12', '5-6', '12', '1234', '11 98888-7777', '1. Nome: Maria\n2. Idade: 80', '1) Maria\n2) João', '5, preciso de uma cuidadora', '5. Quando vocês vêm?', 'um abraço', 'Um, dois, três', 'uma cuidadora', 'duas pessoas',
  '1 abraço', '2 beijos', 'nota fiscal 5', 'nota fiscal', 'preciso da nota 5', 'nota', 'dou', 'obrigada', 'ok', '', ' ', '👏', 'cinco dias', 'dou 5 dias de prazo', '5 anos', 'apto 5', '5, rua Augusta 120', '5555', 'nota 5 vias do contrato', '4 - apartamento 12', '5, mas quero falar com a supervisora', '5 e meio',
])('%j is no score', (text) => {
  expect(readScore(text)).toBeUndefined();
});

const word = fc.constantFrom('pessoas', 'dias', 'cuidadoras', 'andar', 'preciso', 'quarto', 'minha', 'mãe', 'para', 'vezes', 'semana', 'caiu', 'hospital', 'às', 'rua', 'anos', 'horas');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

test('a number inside a sentence is no score, wherever it stands', () => {
  fc.assert(fc.property(sentence, fc.nat(9), sentence, (before, number, after) => {
    expect(readScore(`${number} ${after}`)).toBeUndefined();
    expect(readScore(`${before} ${number}`)).toBeUndefined();
    expect(readScore(`${before} ${number} ${after}`)).toBeUndefined();
  }));
});

test('any text is read without failing; without digit, number word or star it is no score', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    const reading = readScore(text);
    if (reading?.is === 'score') expect([1, 2, 3, 4, 5]).toContain(reading.score);
    if (!/[\d⭐🌟★\u{1F51F}]|zero|uma?|dois|duas|tr[eê]s|quatro|cinco|seis|sete|oito|nove|dez/iu.test(text.normalize('NFC'))) expect(reading).toBeUndefined();
  }), { numRuns: 500 });
});

test('letters directly behind the number, or a question anywhere, make it none', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.stringMatching(/^[a-zA-Zà-ú]{1,8}$/), (score, letters) => {
    if (!/^(?:estrelas?|pontos?)$/i.test(letters)) expect(readScore(`${score}${letters}`)).toBeUndefined();
    expect(readScore(`${score}, ${letters}?`)).toBeUndefined();
  }));
});

test('long hostile texts take no time', () => {
  for (const text of ['5 '.repeat(5000), '⭐ '.repeat(5000), `nota ${'é '.repeat(5000)}`, `${'👏 '.repeat(5000)}x`, `5${'.'.repeat(20_000)}x`, `5${' \n'.repeat(10_000)}?`, `5${' 👏'.repeat(10_000)}?`]) {
    const begun = performance.now();
    readScore(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  }
});
