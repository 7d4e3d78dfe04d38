import { expect, test } from '@jest/globals';
import { describeHours } from '../../../src/domain/working-hours/describe-hours.js';
import type { Hours, Interval } from '../../../src/domain/working-hours/day-plan.js';
import { createTranslate } from '../../../src/kit/i18n.js';

const t = createTranslate('pt-BR');
const from = (week: Hours['week']) => describeHours({ week, exceptions: [], holidays: [] }, t);
const office: Interval[] = [{ from: 480, to: 1080 }];
const lunch: Interval[] = [{ from: 480, to: 720 }, { from: 810, to: 1080 }];

test.each([
  ['a usual week', { 1: office, 2: office, 3: office, 4: office, 5: office }, 'de segunda a sexta, das 8h às 18h'],
  ['with Saturday', { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [{ from: 480, to: 720 }] }, 'de segunda a sexta, das 8h às 18h; sábado, das 8h às 12h'],
  ['a lunch break', { 1: lunch, 3: lunch }, 'segunda, das 8h às 12h e das 13h30 às 18h; quarta, das 8h às 12h e das 13h30 às 18h'],
  ['nothing', {}, 'sem horário fixo'],
])('%s', (_, week, words) => expect(from(week)).toBe(words));
