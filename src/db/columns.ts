import type { ColumnOptions } from 'typeorm';

/** DATETIME(3) in UTC. */
export function utc(name: string, nullable = false): ColumnOptions {
  return { name, type: 'datetime', precision: 3, nullable };
}
