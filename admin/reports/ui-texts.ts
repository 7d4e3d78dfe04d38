import type { Translate } from '../../src/kit/i18n.js';

/** What the page of reports says; values are put in by the page, in the same `{{…}}`. */
const KEYS = [
  'title', 'report', 'period', 'today', '7_days', '30_days', 'month', 'custom', 'from', 'to', 'agent', 'priority', 'level', 'any', 'any_level', 'csv', 'csv_semicolon', 'xlsx', 'conversations', 'downloads',
  'before', 'compared', 'plain_period', 'definitions', 'empty', 'loading', 'failed', 'chart_of',
];
const LEFT_TO_THE_PAGE = Object.fromEntries(['value', 'from', 'to', 'before_from', 'before_to', 'figure'].map((name) => [name, `{{${name}}}`]));

export function uiTexts(t: Translate): Record<string, string> {
  const units = ['minutes', 'hours', 'percent'].map((unit) => [`unit_${unit}`, t(`reports:unit.${unit}`, LEFT_TO_THE_PAGE)]);
  return Object.fromEntries([...KEYS.map((key) => [key, t(`reports:ui.${key}`, LEFT_TO_THE_PAGE)]), ...units]);
}
