import { DateTime } from 'luxon';
import type { FieldType } from '../../src/domain/triage/checklist.js';

/** An answer as people read it: days in the order of their language. Not escaped. */
export function answerWords(value: string, fieldType: FieldType, locale: string): string {
  if (fieldType !== 'date') return value;
  const day = DateTime.fromISO(value).setLocale(locale);
  return day.isValid ? day.toLocaleString(DateTime.DATE_SHORT) : value;
}
