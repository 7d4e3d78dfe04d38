import type { Writable } from 'node:stream';
import { once } from 'node:events';
import type { Translate } from '../../src/kit/i18n.js';
import { BYTE_ORDER_MARK, csvLine, type CsvForm } from './csv.js';
import type { Cell, Table } from './table.js';

/** Writes a table as CSV: header, lines, an empty line, definitions. Waits whenever the reader is slower. */
export async function writeCsv(table: Table, to: Writable, form: CsvForm, t: Translate): Promise<void> {
  const say = async (cells: readonly Cell[]) => {
    if (!to.write(csvLine(cells, form))) await once(to, 'drain');
  };
  to.write(BYTE_ORDER_MARK);
  await say(table.columns);
  for await (const row of table.rows) await say(row);
  await say([]);
  await say([t('reports:export.definitions'), table.title]);
  for (const definition of table.definitions) await say(definition);
  to.end();
}

/** Writes a table as an Excel workbook, a sheet of lines and one of definitions; each line leaves when it is made. */
export async function writeWorkbook(table: Table, to: Writable, form: CsvForm, t: Translate): Promise<void> {
  const { default: excel } = await import('exceljs'); // a second to load, and few ask for it
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true });
  const sheet = book.addWorksheet(t('reports:export.sheet'), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.columns.map((header) => ({ header, width: Math.min(40, Math.max(12, header.length + 2)) }));
  sheet.getRow(1).font = { bold: true };
  for await (const row of table.rows) sheet.addRow(row.map((cell: Cell) => (cell instanceof Date ? form.date(cell) : cell))).commit();
  sheet.commit();
  const meaning = book.addWorksheet(t('reports:export.definitions'));
  meaning.columns = [{ width: 32 }, { width: 110 }];
  meaning.addRow([table.title]).commit();
  for (const definition of table.definitions) meaning.addRow(definition).commit();
  meaning.commit();
  await book.commit();
}
