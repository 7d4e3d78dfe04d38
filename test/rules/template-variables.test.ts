import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateFault, missingIn, renderTemplate, type TemplateValues } from '../../src/domain/templates/render.js';
import { firstName, personName } from '../../src/domain/templates/person-name.js';
import { needsGiven, UNGIVEN, withGiven } from '../../src/domain/templates/given-values.js';
import { closestTo } from '../../src/domain/templates/closest.js';
import { TEMPLATE_MAX, validateTemplate } from '../../src/domain/templates/validate.js';
import { VARIABLES, VARIABLE_NAMES, type VariableName } from '../../src/domain/templates/variables.js';
import { LOCALES, createTranslate } from '../../src/kit/i18n.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';

const instead = { 'contact.first_name': 'você', 'contact.name': 'você', 'agent.first_name': 'a equipe', 'agent.name': 'a equipe', patient_name: 'quem vai receber os cuidados' };
const ALWAYS = { protocol: '20261124-00001', brand: 'Carinho', business_hours: 'das 8h às 18h', greeting: 'Bom dia', today: '24/11/2026' };
const nameless: TemplateValues = { known: ALWAYS, instead };
const maria: TemplateValues = { known: { ...ALWAYS, 'contact.first_name': 'Maria', 'contact.name': 'Maria Silva', 'agent.name': 'Ana Lima', 'agent.first_name': 'Ana', patient_name: 'Seu José' }, instead };

describe('a template is filled', () => {
  test('with what is known', () => {
    expect(renderTemplate('Olá, {{contact.first_name}}! Aqui é {{ Agent.Name }}, da {{brand}}.', maria)).toBe('Olá, Maria! Aqui é Ana Lima, da Carinho.');
  });

  test.each([
    ['Olá, {{contact.first_name}}!', 'Olá!'],
    ['Olá {{contact.first_name}}, tudo bem?', 'Olá, tudo bem?'],
    ['Olá, {{contact.first_name}}, tudo bem?', 'Olá, tudo bem?'],
    ['Olá, *{{contact.first_name}}*!', 'Olá!'],
    ['Olá, {{contact.first_name}} 😊', 'Olá, 😊'],
    ['{{contact.first_name}}, foi um prazer atender você!', 'Foi um prazer atender você!'],
    ['Tudo certo. {{contact.first_name}}, a visita é amanhã.', 'Tudo certo. A visita é amanhã.'],
    ['{{greeting}}, {{contact.name}}.\n{{contact.first_name}}: até logo', 'Bom dia.\nAté logo'],
    ['Uma mensagem para {{contact.first_name}}.', 'Uma mensagem para você.'],
    ['Proposta de {{patient_name}} ({{contact.first_name}})', 'Proposta de quem vai receber os cuidados'],
    ['Aqui é {{agent.name}}, da {{brand}}', 'Aqui é a equipe, da Carinho'],
    ['{{contact.first_name}}', ''],
  ])('%s without a name', (body, read) => expect(renderTemplate(body, nameless)).toBe(read));

  test('what has no value is told', () => {
    expect(missingIn('{{contact.name}} {{patient_name}} {{brand}} {{patient_name}}', nameless)).toEqual(['contact.name', 'patient_name']);
  });

  test('a variable that does not exist is refused with those that do', () => {
    const fault = fail(() => renderTemplate('Olá {{contato.nome}}', maria));
    expect(fault.messageKey).toBe('slack:refused.template_variable');
    expect(fault.vars['name']).toBe('{{contato.nome}}');
    for (const name of VARIABLE_NAMES) expect(fault.vars['known']).toContain(`{{${name}}}`);
  });

  test.each(['Olá {{contact.name', 'Olá contact.name}}', '{{{brand}}}}', '{{ {{brand}} }}'])('braces without a pair: %s', (body) => {
    expect(fail(() => renderTemplate(body, maria)).messageKey).toBe('slack:refused.template_braces');
  });
});

function fail(deed: () => unknown): TemplateFault {
  try {
    deed();
  } catch (error) {
    if (error instanceof TemplateFault) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('whatever is in it', () => {
  const piece = fc.oneof(fc.constantFrom(...VARIABLE_NAMES.map((name) => `{{${name}}}`)), fc.constantFrom(', ', ' ', '!', '.', '\n', 'Olá', 'para ', '*', '(', ')', '{', '}', '"'), fc.string({ maxLength: 8 }));
  const body = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const value = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('{{brand}}', '}}{{', '*Maria*', '$&', '$1'));
  const known = fc.record(Object.fromEntries(VARIABLE_NAMES.map((name) => [name, value])) as Record<VariableName, typeof value>, { requiredKeys: [] });

  test('it is filled or refused; of the template’s own braces none is left', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(...VARIABLE_NAMES), (text, dropped) => {
        const rest = Object.fromEntries(Object.entries(maria.known).filter(([name]) => name !== dropped));
        try {
          const read = renderTemplate(text, { known: rest, instead });
          expect(read).not.toMatch(/\{\{|\}\}/);
          expect(read).not.toContain('\uE000');
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateFault);
        }
      }),
    );
  });

  test('values stand as they are: nothing in them is read as a variable', () => {
    fc.assert(
      fc.property(known, fc.constantFrom(...VARIABLE_NAMES), (values, name) => {
        const read = renderTemplate(`<{{${name}}}>`, { known: values, instead: {} });
        expect(read).toBe(values[name] === undefined ? '<>' : `<${values[name]}>`);
      }),
    );
  });

  test('without a name no comma dangles and no space doubles', () => {
    const words = fc.constantFrom('Olá', 'Bom dia', 'Oi', 'tudo bem', 'até logo');
    const template = fc.tuple(words, fc.constantFrom(', ', ' '), fc.constantFrom('', '*', '_'), fc.constantFrom('!', ', ', '.', '? ', ''), words).map(([a, gap, mark, end, b]) => `${a}${gap}${mark}{{contact.first_name}}${mark}${end}${end === ', ' || end === '? ' ? b : ''}`);
    fc.assert(fc.property(template, (text) => expect(renderTemplate(text, nameless)).not.toMatch(/ {2}|,[ ]*[,.!?]|,$|^[,.!?]|[ ][,.!?]|[*_]/)));
  });
});

describe('a customer’s name', () => {
  test.each([
    ['maria silva', 'Maria'], ['MARIA', 'Maria'], ['McKenna Jones', 'McKenna'], ['🌸 Flor', 'Flor'], ['Dona Maria Silva', 'Dona Maria'], ['dra. ana', 'Dra. Ana'], ['*Maria* _x_', 'Maria'],
    ['{{brand}}', 'Brand'], ['Maria,', 'Maria'], ['José\nSilva', 'José'], ['+55 11 98888-7777', undefined], ['🌸🌸', undefined], ['', undefined], [null, undefined], ['https://x.com/golpe', undefined], ['www.x.com', undefined],
  ])('%s', (given, first) => expect(firstName(given)).toBe(first));

  test('nothing in it formats, breaks the line or opens a variable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('*', '_', '~', '`', '{', '}', '\n', '> ', '- ', 'Maria', '<', '>', '\u202E', ' ')).map((all) => all.join(''))), (given) => {
        for (const name of [personName(given), firstName(given)]) {
          if (name === undefined) continue;
          expect(name).not.toMatch(/[*_~`{}\n\r<>\u202A-\u202E]/);
          expect(name).toMatch(/^\p{L}/u);
          expect([...name].length).toBeLessThanOrEqual(60);
        }
      }),
    );
  });
});

describe('what only another system knows', () => {
  const body = 'Visita de {{caregiver_name}} em {{visit_date}}.';

  test('a person who sends it sees where something is to be filled in', () => {
    expect(renderTemplate(body, { known: {}, instead: UNGIVEN })).toBe('Visita de … em ….');
  });

  test('a system has to give all of it; blank is not given', () => {
    expect(() => withGiven(body, { known: {}, instead: UNGIVEN }, { visit_date: '12/05', caregiver_name: ' \n' })).toThrow(expect.objectContaining({ messageKey: 'api:refused.values_missing', vars: { names: '{{caregiver_name}}' } }));
    expect(renderTemplate(body, withGiven(body, { known: {}, instead: UNGIVEN }, { visit_date: '12/05', caregiver_name: '{{link}}' }))).toBe('Visita de {{link}} em 12/05.');
  });

  test('is known to be needed', () => {
    expect([needsGiven(body), needsGiven('Olá, {{contact.first_name}}!')]).toEqual([true, false]);
  });
});

describe('what may be saved', () => {
  test('nothing, too much, or something unknown is refused', () => {
    expect(fail(() => validateTemplate(' \u200B\n')).messageKey).toBe('slack:refused.template_empty');
    expect(fail(() => validateTemplate('x'.repeat(TEMPLATE_MAX + 1))).vars).toEqual({ max: TEMPLATE_MAX, length: TEMPLATE_MAX + 1 });
    expect(fail(() => validateTemplate('{{x}}')).field).toBe('body');
    validateTemplate('Olá, {{contact.first_name}}!');
  });

  test('every template of the house can be filled, and every variable is explained, in each language', () => {
    for (const locale of LOCALES) {
      const t = createTranslate(locale);
      for (const name of Object.keys(VARIABLES)) expect(t(`slack:template.variable.${name.replace('.', '_')}`)).not.toBe('');
      const seeded = JSON.parse(readFileSync(join(repositoryRoot(), 'locales', locale, 'seed.json'), 'utf8')) as { template: Record<string, { body: string }> };
      for (const { body } of Object.values(seeded.template)) {
        validateTemplate(body);
        expect(renderTemplate(body, nameless)).toMatch(/^\p{Lu}/u);
      }
    }
  });
});

test('who mistypes a code reads the ones most like it', () => {
  const things = ['recebemos', 'boas-vindas', 'retorno', 'visita'].map((code) => ({ code, title: code }));
  expect(closestTo('boasvinda', things)[0]?.code).toBe('boas-vindas');
  expect(closestTo('zzz', things).map(({ code }) => code)).toEqual(['recebemos', 'boas-vindas', 'retorno', 'visita']);
});
