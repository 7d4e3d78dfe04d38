import { DateTime } from 'luxon';

/** An instant in the company's time zone: `05/04/2026, 09:30`. */
export function momentOf(at: Date, zone: string, locale: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale(locale).toLocaleString({ dateStyle: 'short', timeStyle: 'short' });
}
