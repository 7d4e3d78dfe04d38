/** What an export holds: a date is written in the reader's form, a number as a number. */
export type Cell = string | number | Date | null;

/** A table that leaves the house, line by line, with what its columns mean. */
export interface Table {
  /** Name of the file, without its ending. */
  file: string;
  title: string;
  columns: string[];
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>;
  /** Column and what it means. */
  definitions: [string, string][];
}
