import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayMaskedPhone, hideInWords, maskPhone, maskText } from '../../src/kit/mask.js';

const LONG_NUMBER = /\d{8,}/;

describe('maskText', () => {
  test.each([
    ['ligue para 5511988887777', 'ligue para •••phone•••'],
    ['(11) 98888-7777', '•••phone•••'],
    ['+55 11 98888 7777!', '•••phone•••!'],
    ['CPF 123.456.789-09', 'CPF •••CPF•••'],
    ['ana.lima+x@exemplo.com.br', '•••@•••'],
    ['GET /instances/AB/token/S3CR3T/send-text', 'GET /instances/AB/token/***/send-text'],
    ['xoxb-123-abc e xapp-1-A', 'xox-*** e xox-***'],
    ['mysql://root:senha@db/x', 'mysql://***@db/x'],
    ['authorization: Bearer s3cr3t.x-y segue', 'authorization: Bearer *** segue'],
    ['Client-Token Fabc123 not allowed', 'Client-Token *** not allowed'],
    ['nada a esconder em 2026 às 10:32', 'nada a esconder em 2026 às 10:32'],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
  const phone = fc.oneof(
    fc.tuple(digits(2), digits(4), digits(4)).map(([area, a, b]) => `(${area}) 9${a}-${b}`),
    fc.tuple(digits(2), digits(4), digits(4)).map(([area, a, b]) => `+55 ${area} ${a} ${b}`),
    fc.tuple(fc.constantFrom('', '55', '+55'), digits(10)).map(([country, number]) => `${country}${number}`),
    fc.stringMatching(/^\d{8,30}$/),
  );
  const cpf = fc.tuple(digits(3), digits(3), digits(3), digits(2), fc.boolean()).map(([a, b, c, d, dots]) => (dots ? `${a}.${b}.${c}-${d}` : `${a}${b}${c}${d}`));
  const email = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9._+-]{0,12}$/), fc.stringMatching(/^[a-z0-9-]{1,10}$/), fc.constantFrom('com', 'com.br', 'org')).map(([who, host, top]) => `${who}@${host}.${top}`);
  const glue = fc.constantFrom(' ', ', ', '\n', ' — ', '"', '(', ')', ': ', '=', ';', '_', 'é', 'id');

  test('no phone, CPF, e-mail or long number survives, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(phone, cpf, email, fc.string({ maxLength: 6 })), { maxLength: 6 }), fc.array(glue, { minLength: 6, maxLength: 6 }), (parts, glues) => {
        const text = parts.map((part, index) => part + glues[index]).join('');
        const masked = maskText(text);
        expect(masked).not.toMatch(LONG_NUMBER);
        expect(masked).not.toMatch(/[\w.+-]+@[\w-]+\.[a-z]{2,}/);
        expect(masked).not.toMatch(/\d{3}\.\d{3}\.\d{3}-\d{2}/);
      }),
      { numRuns: 1500 },
    );
  });

  test('200,000 characters come to an end, masked (quadratic work would meet the time limit)', () => {
    for (const unit of ['a', '1', 'a.', '://a', '(11) ', 'x@', '55-']) {
      expect(maskText(unit.repeat(200_000 / unit.length))).not.toMatch(/\d{8}/);
    }
  });

  test('masking twice changes nothing more', () => {
    fc.assert(fc.property(fc.array(fc.oneof(phone, cpf, email, fc.string()), { maxLength: 4 }), (parts) => expect(maskText(maskText(parts.join(' ')))).toBe(maskText(parts.join(' ')))));
  });
});

describe('phones for people’s eyes', () => {
  test.each([
    ['5511988887777', '(11) •••••-7777', '5511•••••7777'],
    ['551133334444', '(11) •••••-4444', '551•••••4444'],
    ['14155552671', '+14 •••••2671', '14•••••2671'],
    ['12', '•••••', '••'],
    [null, '•••••', '••••'],
  ])('%s', (phone, shown, logged) => {
    expect([displayMaskedPhone(phone), maskPhone(phone)]).toEqual([shown, logged]);
  });

  test('never show more than the last four digits of the number itself', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{8,15}$/), (phone) => {
      for (const text of [displayMaskedPhone(phone), maskPhone(phone)]) expect(text).not.toContain(phone.slice(-8, -3));
    }));
  });
});

describe('a customer’s words where people see them without having asked', () => {
  test.each([
    ['cpf 123.456.789-09 e 12345678909', 'cpf ••••• e •••••'],
    ['ligue (11) 98888-7777 ou 98888-7777 ou +55 11 98888 7777', 'ligue ••••• ou ••••• ou •••••'],
    ['ana.lima@exemplo.com.br, CEP 04077-020', '•••@•••, CEP •••••'],
    ['dia 24/11/2026 às 10:30, R$ 1.500,00, 12 horas, 82 anos', 'dia 24/11/2026 às 10:30, R$ 1.500,00, 12 horas, 82 anos'],
  ])('%s', (text, hidden) => expect(hideInWords(text)).toBe(hidden));

  test('no CPF and no mobile number is left, whatever stands around it', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
    fc.assert(
      fc.property(digits(11), digits(8), fc.constantFrom(' ', ', ', '\n', ' - '), (cpf, phone, gap) => {
        const written = `${cpf.slice(0, 3)}.${cpf.slice(3, 6)}.${cpf.slice(6, 9)}-${cpf.slice(9)}`;
        const hidden = hideInWords(['oi', cpf, written, `11 9${phone.slice(0, 4)}-${phone.slice(4)}`, `9${phone}`, 'tchau'].join(gap));
        expect(hidden).not.toMatch(/\d{4}/);
      }),
    );
  });
});
