import type { Cell } from './table.js';

/** Excel takes a file for UTF-8 when it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';
const NEWLINE = '\r\n';
/** Spreadsheets run a text that begins so (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** How a line is written: `;` goes with a decimal comma, as spreadsheets in Portuguese read it. */
export interface CsvForm {
  delimiter: ',' | ';';
  /** An instant as people of the house write it. */
  date: (at: Date) => string;
}

/** A line of RFC 4180. A text that would be run as a formula gets an apostrophe in front; numbers are no texts. */
export function csvLine(cells: readonly Cell[], { delimiter, date }: CsvForm): string {
  const written = cells.map((cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return delimiter === ';' ? String(cell).replace('.', ',') : String(cell);
    const text = cell instanceof Date ? date(cell) : cell;
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return safe.includes(delimiter) || /["\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return written.join(delimiter) + NEWLINE;
}
