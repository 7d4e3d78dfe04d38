import { expect, test } from '@jest/globals';
import { looksAutomatic } from '../../src/domain/automation/looks-automatic.js';

const AT = new Date('2027-03-08T22:00:00Z');
const judged = (body: string, extra = {}) => looksAutomatic({ body, at: AT, lastAutomaticAt: null, repeated: 1, ...extra });

test.each([
  'Olá! Esta é uma mensagem automática.', 'A Clínica Vida agradece seu contato. Como podemos ajudar?', 'No momento não estamos disponíveis para atender, deixe sua mensagem.',
  'Olá, sou o assistente virtual da Farmácia.', 'Digite 1 para falar com vendas', '1 - Exames\n2 - Consultas\n3 - Outros\n', 'I am out of office until Monday', 'This is an automatic reply.',
])('a machine: %s', (body) => expect(judged(body)).toBe(true));

test.each([
  'Boa noite, preciso de ajuda', 'Agradeço muito o contato de vocês', 'Minha mãe não está respondendo bem aos remédios', 'Podem me ligar? (11) 98888-7777', 'O médico disse que ela sai às 10h', '1 ou 2 vezes por semana', 'Vocês atendem no momento da alta?',
])('a person: %s', (body) => expect(judged(body)).toBe(false));

test('an answer faster than anybody types, and the same words again and again, are a machine’s', () => {
  expect(judged('Recebemos o seu pedido e logo falaremos com você!', { lastAutomaticAt: new Date(AT.getTime() - 1500) })).toBe(true);
  expect(judged('ok obrigada', { lastAutomaticAt: new Date(AT.getTime() - 1500) })).toBe(false);
  expect(judged('Seu pedido foi registrado', { repeated: 3 })).toBe(true);
  expect(judged('oi', { repeated: 5 })).toBe(false);
});
