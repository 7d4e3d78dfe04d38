import { select, type Sql } from '../../db/rows.js';
import type { Translate } from '../../kit/i18n.js';
import type { Dimension } from './catalogue.js';

/** Dimensions whose words are texts of the house. */
const TEXTS: Partial<Record<Dimension, string>> = { clock: 'reports:clock', priority: 'slack:priority', status: 'slack:status', severity: 'slack:severity', level_from: 'slack:level', level_to: 'slack:level', weekday: 'reports:weekday' };
/** Dimensions whose words admins write, and where they are. */
const TABLES: Partial<Record<Dimension, string>> = {
  reason: 'SELECT code AS id, label FROM loss_reasons',
  category: 'SELECT code AS id, label FROM incident_categories',
  agent: 'SELECT id, name AS label FROM agents',
};

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Words for what a line is about: a function of dimension and key. A code that nobody knows any more is shown as it is. */
export async function rowNames(sql: Sql, t: Translate, dimensions: readonly Dimension[]): Promise<(dimension: Dimension, key: string | number | null) => string> {
  const kept = new Map<Dimension, Map<string, string>>();
  for (const dimension of dimensions) {
    const statement = TABLES[dimension];
    if (statement !== undefined) kept.set(dimension, new Map((await select<{ id: string | number; label: string }>(sql, statement)).map(({ id, label }) => [String(id), label])));
  }
  return (dimension, key) => {
    if (key === null) return t(dimension === 'source' ? 'reports:none.source' : 'reports:none.other');
    const texts = TEXTS[dimension];
    if (texts !== undefined) return capital(t(`${texts}.${key}`));
    if (dimension === 'hour') return `${String(key).padStart(2, '0')}:00`;
    if (dimension === 'day') return String(key).split('-').reverse().join('/');
    return kept.get(dimension)?.get(String(key)) ?? String(key);
  };
}
