import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isServed } from '../../src/domain/triage/served-region.js';

const REGIONS = ['São Paulo, Moema', 'São Paulo - Vila Mariana - SP', 'Santo André', 'Campinas/SP'];

describe('is a place served?', () => {
  test.each(['São Paulo, Moema', 'moema, sao paulo', 'Rua X, 10 - Moema - São Paulo/SP', 'Vila Mariana, São Paulo', 'Moema', 'SANTO ANDRE', 'Santo André, Jardim', 'Campinas - Cambuí', 'São Paulo', 'bairro Cambuí em Campinas'])('%s is', (place) =>
    expect(isServed(place, REGIONS)).toBe(true),
  );
  test.each(['São Paulo, Capão Redondo', 'Rio de Janeiro, Copacabana', 'Moemaville', 'Santo Antônio', 'Vila Maria, São Paulo'])('%s is not', (place) => expect(isServed(place, REGIONS)).toBe(false));
  test('without a list, every place is; a place without words is not given up', () => {
    expect(isServed('Lua', [])).toBe(true);
    expect(isServed('…', REGIONS)).toBe(true);
  });
  test('a region serves the place of its own name, whatever stands around it', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 3 }), (region, rest) => isServed([...rest, ...region].join(', ').toUpperCase(), [region.join(', ')])));
  });
});
