import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import '../support/property-seed.js';
import { readWhen } from '../../src/domain/follow-up/read-when.js';

const ZONE = 'America/Sao_Paulo';
/** Tuesday, 24 November 2026, 11:20 in São Paulo. */
const NOW = new Date('2026-11-24T14:20:00Z');

/** What was read, as people read it. */
function read(text: string): string | undefined {
  const found = readWhen(text, NOW, ZONE);
  return found && `${DateTime.fromJSDate(found.at, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm')}|${found.rest}`;
}

describe('times people write', () => {
  test.each([
    ['2h', '2026-11-24 13:20|'],
    ['2 horas ligar', '2026-11-24 13:20|ligar'],
    ['em 30 min: cobrar o contrato', '2026-11-24 11:50|cobrar o contrato'],
    ['daqui a uma hora', '2026-11-24 12:20|'],
    ['1h30 ligar para a filha', '2026-11-24 12:50|ligar para a filha'],
    ['2 dias', '2026-11-26 11:20|'],
    ['in 2 weeks', '2026-12-08 11:20|'],
    ['amanhã', '2026-11-25 09:00|'],
    ['amanhã 10h ligar para a filha', '2026-11-25 10:00|ligar para a filha'],
    ['AMANHA às 8h30, mandar a proposta', '2026-11-25 08:30|mandar a proposta'],
    ['depois de amanhã ligar', '2026-11-26 09:00|ligar'],
    ['hoje às 14:30', '2026-11-24 14:30|'],
    ['hoje 9h', '2026-11-24 09:00|'],
    ['tomorrow 2pm call her', '2026-11-25 14:00|call her'],
    ['tomorrow at 12am', '2026-11-25 00:00|'],
    ['segunda 9h', '2026-11-30 09:00|'],
    ['segunda-feira às 10', '2026-11-30 10:00|'],
    ['terça 9h', '2026-12-01 09:00|'],
    ['na sexta meio-dia almoço', '2026-11-27 12:00|almoço'],
    ['next monday 9:15', '2026-11-30 09:15|'],
    ['sáb', '2026-11-28 09:00|'],
    ['30/11 14:00', '2026-11-30 14:00|'],
    ['30/11 14:00 visita', '2026-11-30 14:00|visita'],
    ['dia 05/01', '2027-01-05 09:00|'],
    ['24/11 15h', '2026-11-24 15:00|'],
    ['5/1/27 8h', '2027-01-05 08:00|'],
    ['2026-12-01 16:45', '2026-12-01 16:45|'],
    ['às 16h', '2026-11-24 16:00|'],
    ['16:00 ligar', '2026-11-24 16:00|ligar'],
    ['30/11 2 telefonemas', '2026-11-30 09:00|2 telefonemas'],
    ['segunda 10', '2026-11-30 10:00|'],
    ['amanhã ligar às 10h', '2026-11-25 09:00|ligar às 10h'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));

  test.each(['', 'ligar para a filha', '31/02 10h', '45', '25:00', 'segundo andar', 'sexto dia', 'horas', '0 min', 'sabonete', 'meses 3'])('no time: %s', (text) => expect(read(text)).toBeUndefined());
});

test('a day and an hour, however written, is that minute on the wall clock, and the note is left alone', () => {
  const instant = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true });
  const note = fc.constantFrom('', 'ligar para a filha', 'Ação: às 10h visita', '🏥 hospital');
  const forms = ['dd/MM/yyyy HH:mm', "dd/MM/yyyy 'às' HH:mm", "d/M/yy H'h'mm", 'yyyy-MM-dd HH:mm'];
  fc.assert(
    fc.property(instant, instant, fc.constantFrom(...forms), note, fc.constantFrom(ZONE, 'America/New_York', 'Europe/Lisbon'), (now, then, form, words, zone) => {
      const wall = DateTime.fromJSDate(then, { zone }).startOf('minute');
      const found = readWhen(`${wall.toFormat(form)} ${words}`, now, zone);
      // An hour that comes twice when clocks go back is one of the two.
      expect(found && DateTime.fromJSDate(found.at, { zone }).toFormat(form)).toBe(wall.toFormat(form));
      expect(found?.rest).toBe(words);
    }),
  );
});

test('never throws, and never reads more than was written', () => {
  const piece = fc.constantFrom('amanhã', 'hoje', '10h', '2h', '30/11', 'às', 'segunda', '14:00', 'in', 'x', ',', ' ', '99', 'pm', 'İ', '🏥', 'uma', 'hora');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' '))), (text) => {
      const found = readWhen(text, NOW, ZONE);
      if (found) expect(text.endsWith(found.rest) || text.trim().endsWith(found.rest)).toBe(true);
    }),
  );
});
