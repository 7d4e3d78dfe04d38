import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvLine, type CsvForm } from '../../admin/reports/csv.js';

const COMMA: CsvForm = { delimiter: ',', date: (at) => at.toISOString() };
const SEMICOLON: CsvForm = { delimiter: ';', date: () => '01/03/2026 09:00' };

/** A reader by RFC 4180, written apart from the writer. */
function parse(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const one = text[i] as string;
    if (quoted) {
      if (one !== '"') cell += one;
      else if (text[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false;
    } else if (one === '"') quoted = true;
    else if (one === delimiter) { rows.at(-1)?.push(cell); cell = ''; } else if (one === '\r' && text[i + 1] === '\n') { rows.at(-1)?.push(cell); cell = ''; rows.push([]); i += 1; } else cell += one;
  }
  return rows.slice(0, -1);
}

describe('a line of CSV', () => {
  test.each([
    ['=HYPERLINK("http://mau")', '"\'=HYPERLINK(""http://mau"")"'],
    ['+5511', "'+5511"],
    ['-1+1', "'-1+1"],
    ['@SOMA(A1)', "'@SOMA(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['Maria, mãe', '"Maria, mãe"'],
    ['linha\numa', '"linha\numa"'],
    ['a=1', 'a=1'],
    ['', ''],
  ])('%j is written %j', (text, written) => {
    expect(csvLine([text], COMMA)).toBe(`${written}\r\n`);
  });

  test('numbers are no texts: a negative one stays a number; with ; comes the decimal comma', () => {
    expect(csvLine([-12.5, 3, null, 'fim'], COMMA)).toBe('-12.5,3,,fim\r\n');
    expect(csvLine([-12.5, 3, null, new Date(0)], SEMICOLON)).toBe('-12,5;3;;01/03/2026 09:00\r\n');
  });

  test('whatever the texts, a reader gets them back, and none of them runs', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', "'", 'a', 'é', ' ', '1') }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.constantFrom(COMMA, SEMICOLON), (cells, form) => {
        const [row] = parse(csvLine(cells, form), form.delimiter);
        expect(row?.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell))).toEqual(cells.map((cell) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)));
        for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
