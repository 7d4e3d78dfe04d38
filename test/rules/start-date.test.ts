import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readAnswer, readDay } from '../../src/domain/triage/read-answer.js';
import { suggestPriority } from '../../src/domain/triage/suggest-priority.js';
import { Refused } from '../../src/kit/errors.js';

const TODAY = '2026-11-24';

describe('the priority that a start date suggests', () => {
  test.each([
    ['Hoje ou amanhã', 'urgent'], ['Em até uma semana', 'high'], ['Mais para frente', 'normal'], ['Só pesquisando', 'low'],
    ['Today or tomorrow', 'urgent'], ['Within a week', 'high'], ['Later on', 'normal'], ['Only looking', 'low'],
    ['AMANHA cedo', 'urgent'], ['depois de amanhã', 'high'], ['na sexta-feira', 'high'], ['daqui a 3 dias', 'high'], ['em 1 dia', 'urgent'], ['em 20 dias', 'normal'],
    ['semana que vem', 'normal'], ['mês que vem', 'normal'], ['hoje estou só pesquisando', 'low'], ['a partir de 25/11', 'urgent'], ['30/11/2026', 'high'], ['1/12', 'high'], ['2/12', 'normal'], ['2026-11-24', 'urgent'],
  ])('%s → %s', (answer, to) => expect(suggestPriority(answer, TODAY)).toBe(to));

  test.each(['não sei', 'minha mãe', '', 'x 99/99', '🙂'])('%s tells nothing', (answer) => expect(suggestPriority(answer, TODAY)).toBeUndefined());

  test('by days: the sooner, the more urgent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        const day = DateTime.fromISO(TODAY).plus({ days }).toISODate() as string;
        expect(suggestPriority(day, TODAY)).toBe(days <= 1 ? 'urgent' : days <= 7 ? 'high' : 'normal');
      }),
    );
  });

  test('no text makes it fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => [undefined, 'low', 'normal', 'high', 'urgent'].includes(suggestPriority(text, TODAY))));
  });
});

describe('an answer as it is stored', () => {
  const item = (code: string, fieldType: 'text' | 'number' | 'choice' | 'date', choices: string[] = []) => ({ code, label: code, fieldType, choices });
  const keyOf = (deed: () => unknown): string => {
    try {
      deed();
    } catch (error) {
      if (error instanceof Refused) return error.messageKey.replace('slack:refused.', '');
      throw error;
    }
    return 'taken';
  };

  test('an age is whole years from 0 to 120', () => {
    const age = item('patient_age', 'number');
    expect(['82', '82 anos', ' 0 ', '120'].map((text) => readAnswer(age, text, TODAY))).toEqual(['82', '82', '0', '120']);
    fc.assert(fc.property(fc.integer({ min: -50, max: 5000 }), (years) => (keyOf(() => readAnswer(age, String(years), TODAY)) === 'taken') === (years >= 0 && years <= 120)));
    expect(keyOf(() => readAnswer(age, 'oitenta', TODAY))).toBe('answer_age');
  });

  test('a day exists, and a start is not past', () => {
    const start = item('start_date', 'date');
    expect(readAnswer(start, '1/12', TODAY)).toBe('2026-12-01');
    expect(readDay('20/11', TODAY)).toBe('2027-11-20');
    expect(readDay('29/2', TODAY)).toBe('2028-02-29');
    expect(keyOf(() => readAnswer(start, '2026-11-23', TODAY))).toBe('answer_past');
    expect(keyOf(() => readAnswer(start, '31/02/2027', TODAY))).toBe('answer_date');
    expect(readAnswer(item('born', 'date'), '3/5/1944', TODAY)).toBe('1944-05-03');
  });

  test('a choice is meant by all of it, its beginning, or a word in it', () => {
    const choices = ['Companhia', 'Cuidados do dia a dia', 'Cuidados de enfermagem', 'Pós-cirúrgico'];
    const care = item('care_type', 'choice', choices);
    expect(['companhia', 'pos', 'enfermagem', 'CUIDADOS DO DIA A DIA'].map((text) => readAnswer(care, text, TODAY))).toEqual(['Companhia', 'Pós-cirúrgico', 'Cuidados de enfermagem', 'Cuidados do dia a dia']);
    expect(keyOf(() => readAnswer(care, 'cuidados', TODAY))).toBe('answer_choice');
    for (const choice of choices) expect(readAnswer(care, choice, TODAY)).toBe(choice);
  });
});
