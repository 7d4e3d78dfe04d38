import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emailText } from '../../bot/views/email-text.js';
import type { EmailDocument } from '../../src/domain/email/document.js';
import { fillDocument, fillSubject, type EmailValues } from '../../src/domain/email/fill.js';
import { addressIn, isAddress, maskAddress, readAddress } from '../../src/domain/email/read-address.js';
import { emailVariablesIn, readEmailBody } from '../../src/domain/email/read-body.js';
import { askedFor } from '../../src/domain/email/templates.js';
import { EMAIL_VARIABLE_NAMES, variableKey } from '../../src/domain/email/variables.js';
import { htmlPart } from '../../src/integrations/mail/html-part.js';
import { pdfPart } from '../../src/integrations/mail/pdf-part.js';
import { textPart } from '../../src/integrations/mail/text-part.js';
import { LOCALES, createTranslate } from '../../src/kit/i18n.js';
import { Refused } from '../../src/kit/errors.js';
import { cleanText } from '../../src/kit/text/clean.js';

const filled = (body: string, values: EmailValues = {}) => fillDocument(readEmailBody(body), values);
const text = (document: EmailDocument) => textPart(document, []).replace(/\n\n-- \n\n$/, '');
const frame = { brand: 'Carinho', subject: 'Assunto', locale: 'pt-BR', foot: ['Carinho', 'Protocolo 1'] };
const pdfFrame = { brand: 'Carinho', title: 'Proposta', author: 'Ana', locale: 'pt-BR', at: new Date('2026-11-24T12:00:00Z'), foot: 'Carinho', pageWords: (page: number, pages: number) => `${page} de ${pages}` };
const escaped = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;').replace(/\n/g, '<br />');
/** What people type, and what those type who mean harm. */
const typed = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('<script>alert(1)</script>', '</td></table>', '**x** [y](https://z.test)', '| a | b |', '{{price}}', '<!channel> & <@U1>', '<mj-raw>', '$& $1', '# título', '&lt;', 'a\nb'));
const words = (value: string) => cleanText(value).trim();

describe('a template is read', () => {
  test('as blocks of words and places', () => {
    expect(readEmailBody('# Oi, {{contact.first_name}}\n\n- **um** *dois*\n- [site](https://carinho.test)\n\n| | |\n|---|---|\n| Valor | {{price}} |\n\n---')).toEqual([
      { is: 'heading', level: 1, spans: [{ text: 'Oi, ' }, { variable: 'contact.first_name' }] },
      { is: 'list', ordered: false, items: [[{ text: 'um', bold: true }, { text: ' ' }, { text: 'dois', italic: true }], [{ text: 'site', href: 'https://carinho.test' }]] },
      { is: 'table', rows: [[[{ text: 'Valor' }], [{ variable: 'price' }]]] },
      { is: 'rule' },
    ]);
  });

  test.each([
    ['Oi {{nome}}', 'mail:fault.variable'], ['Oi {{price', 'mail:fault.braces'], ['- a\n  - b', 'mail:fault.nested'], ['[x](javascript:alert)', undefined], ['[x](http://carinho.test)', 'mail:fault.link'], ['[x](https://a.test/{{price}})', 'mail:fault.link'], ['[x](http://a.test/%FF)', 'mail:fault.link'], ['Oi ![p](https://a.test/p.png)', 'mail:fault.picture'],
  ])('%j is refused with what is wrong', (body, fault) => {
    if (fault === undefined) expect(JSON.stringify(readEmailBody(body))).not.toContain('href');
    else expect(() => readEmailBody(body)).toThrow(expect.objectContaining({ messageKey: fault, field: 'body' }));
  });

  test('a line under a text is a line, no heading', () => {
    expect(filled('Texto\n---\noutro\n===')).toEqual([{ is: 'paragraph', spans: [{ text: 'Texto' }] }, { is: 'rule' }, { is: 'paragraph', spans: [{ text: 'outro' }, { text: '\n' }, { text: '===' }] }]);
  });

  test('a link over a variable leads where it leads, and what is filled in leads nowhere else', () => {
    const body = '[Fale com **{{agent.name}}** agora](https://carinho.test) {{brand}}';
    const href = 'https://carinho.test';
    expect(filled(body, { 'agent.name': '[x](https://z.test)', brand: 'Carinho' })).toEqual([{ is: 'paragraph', spans: [{ text: 'Fale com ', href }, { text: '[x](https://z.test)', bold: true, href }, { text: ' agora', href }, { text: ' ' }, { text: 'Carinho' }] }]);
  });

  test('whatever a text holds, it is read or refused with words for people', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('[x](', 'http://a/', 'https://a.test/', 'mailto:', '%FF', '%', '%EE%80%80', ')', '](', '![', '{{', '}}', '{{price}}', '{{x}}', '\n', '- ', '  - ', '1. ', '| a |', '|---|', '# ', '---', '**', '*', '\\', '&#xE000;0&#xE001;', '<a href="', '\uE000', '\uD800'));
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        fillDocument(readEmailBody(pieces.join('')), {});
      } catch (error) {
        expect(error).toBeInstanceOf(Refused);
      }
    }), { numRuns: 2000, examples: [[['[x](', 'http://a/', '%FF', ')']]] });
  });

  test('HTML and code in it are words', () => {
    expect(filled('<b>oi</b> `x` !(p)')).toEqual([{ is: 'paragraph', spans: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('<b>oi</b>') })]) }]);
  });

  test('the seeded ones are read in every language, ask for what they need, and show every variable there is', () => {
    for (const locale of LOCALES) {
      const t = createTranslate(locale);
      const self = Object.fromEntries(EMAIL_VARIABLE_NAMES.map((name) => [name, `{{${name}}}`]));
      const [proposal, contract] = ['proposta', 'contrato'].map((code) => ({ subject: t(`seed:email_template.${code}.subject`, self), body: t(`seed:email_template.${code}.body`, self) }));
      expect(askedFor(proposal as never)).toEqual(['contact.name', 'patient_name', 'patient_age', 'care_type', 'location', 'schedule', 'start_date', 'special_needs', 'price', 'payment', 'valid_until', 'notes']);
      expect(askedFor(contract as never)).toEqual(expect.arrayContaining(['contact.document', 'contact.address']));
      expect(new Set([proposal, contract].flatMap((one) => emailVariablesIn(`${one?.subject}${one?.body}`)))).toEqual(new Set(EMAIL_VARIABLE_NAMES.filter((name) => name !== 'agent.first_name')));
      for (const name of EMAIL_VARIABLE_NAMES) expect(t(`mail:variable.${variableKey(name)}`)).not.toBe('');
    }
  });
});

describe('it is filled', () => {
  const BODY = '## A\n\nPara {{patient_name}}\n\n## B\n\n{{notes}}\n\n### C\n\n- fixo\n- {{special_needs}}\n\n| | |\n|---|---|\n| Idade | {{patient_age}} |\n| Valor | {{price}} |';
  test('what has no value leaves no line behind, nor a heading over nothing', () => {
    expect(text(filled(BODY, { patient_name: 'Lúcia', price: 'R$ 1' }))).toBe('A\n-\n\nPara Lúcia\n\nC\n-\n\n- fixo\n\nValor: R$ 1');
    expect(text(filled(BODY, { patient_name: ' ', price: '', notes: 'leve', special_needs: 'x', patient_age: '82' }))).toBe('B\n-\n\nleve\n\nC\n-\n\n- fixo\n- x\n\nIdade: 82');
  });

  test('a subject is one line, and a value in it is no variable', () => {
    expect(fillSubject('Para {{patient_name}} · {{ PRICE }}', { patient_name: 'a\nb {{price}}', price: '$& 1' })).toBe('Para a b {{price}} · $& 1');
  });

  test('whatever is typed is words and nothing else: in HTML, in plain text, in Slack', async () => {
    const body = 'Olá **{{patient_name}}**!\n\n| | |\n|---|---|\n| Valor | {{price}} |';
    const plainHtml = await htmlPart(filled(body, { patient_name: 'SENTINELA', price: 'R$ 1' }), frame);
    await fc.assert(fc.asyncProperty(typed.filter((value) => words(value) !== ''), async (value) => {
      const document = filled(body, { patient_name: value, price: 'R$ 1' });
      const html = await htmlPart(document, frame);
      expect(html.match(/<(?!br)[a-z!/][^>]*>/gi)?.length).toBe(plainHtml.match(/<(?!br)[a-z!/][^>]*>/gi)?.length);
      expect(html).toContain(`<strong>${escaped(words(value))}</strong>`);
      expect(text(document)).toContain(words(value));
      const slack = emailText(document).join('\n');
      expect(slack).not.toMatch(/<[!@#]/);
      expect(slack.match(/</g)).toBeNull();
    }), { numRuns: 60 });
  });

  test('a PDF is made of anything, the same to the byte each time; a long one has page numbers', async () => {
    await fc.assert(fc.asyncProperty(typed, async (value) => {
      const document = filled('# {{patient_name}}\n\n{{notes}}\n\n1. {{price}}', { patient_name: value, notes: `${value}\n👵🏽 نص`, price: 'R$ 1' });
      const [one, two] = [await pdfPart(document, pdfFrame), await pdfPart(document, pdfFrame)];
      expect(one.equals(two)).toBe(true);
    }), { numRuns: 8 });
    const long = await pdfPart(filled(Array.from({ length: 120 }, (_, i) => `Parágrafo ${i}: ${'palavras e mais palavras. '.repeat(5)}`).join('\n\n')), pdfFrame);
    expect(long.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
  });
});

describe('an address', () => {
  test.each([['maria@exemplo.com.br', 'maria@exemplo.com.br'], ['  <mailto:Maria@Exemplo.COM|Maria@Exemplo.COM> ', 'Maria@exemplo.com'], ['<a.b+c@d.co>', 'a.b+c@d.co']])('%j is read', (given, address) => expect(readAddress(given)).toBe(address));
  test.each(['', 'maria', 'maria@', '@exemplo.com', 'maria@exemplo', 'a@b.com, c@d.com', 'a b@c.com', 'a@b..com', 'a\n@b.com', `${'a'.repeat(65)}@b.com`, 'a@b.com\r\nBcc: x@y.com', '"x"@b.com', 'a..b@c.com'])('%j is none', (given) => {
    expect(() => readAddress(given)).toThrow(expect.objectContaining({ messageKey: 'mail:refused.address', field: 'address' }));
  });
  test('is found in words, and masked', () => {
    expect(addressIn('meu e-mail: maria.s@exemplo.com.br. Obrigada!')).toBe('maria.s@exemplo.com.br');
    expect(addressIn('pix: 123, @maria, maria@casa')).toBeUndefined();
    expect(maskAddress('maria.souza@exemplo.com.br')).toBe('m•••••a@exemplo.com.br');
    fc.assert(fc.property(fc.emailAddress(), (address) => !isAddress(address) || !maskAddress(address).includes(address.slice(0, address.indexOf('@')).padEnd(3, 'x'))));
  });
});
