/** What a figure is counted in; src/domain/reports/catalogue.ts, Unit. */
export type Unit = 'count' | 'decimal' | 'percent' | 'minutes' | 'hours' | 'score' | 'nps';

/** Puts values into a text of the house: `{{name}}`. */
export function fill(text: string | undefined, values: Record<string, string>): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{{${name}}}`, value), text ?? '');
}

/** A figure for reading: `12,5 %`, `1.204`; `–` when there was nothing to measure. */
export function figureText(value: number | null | undefined, unit: Unit, locale: string, texts: Record<string, string>): string {
  if (value === null || value === undefined) return '–';
  const digits = unit === 'count' ? 0 : unit === 'score' ? 2 : 1;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const pattern = texts[`unit_${unit}`];
  return pattern ? fill(pattern, { value: number }) : number;
}

/** `2026-03-01` as people write it, moved by some days. */
export function dayText(iso: string, locale: string, days = 0): string {
  const day = new Date(`${iso}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'short' }).format(day);
}
