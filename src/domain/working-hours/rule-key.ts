import { dateOfDay, dayNumber, type Holiday } from './day-plan.js';

/** A holiday's rule as it is stored: `yearly:12-25`, `easter:-47`, `date:2026-07-09`. */
export function writeRule(on: Holiday['on']): string {
  const two = (value: number) => String(value).padStart(2, '0');
  if (on.is === 'easter') return `easter:${on.offset}`;
  return on.is === 'yearly' ? `yearly:${two(on.month)}-${two(on.day)}` : `date:${on.year}-${two(on.month)}-${two(on.day)}`;
}

/** Reads it back; undefined for a rule that makes no sense (no such day, Easter out of reach). */
export function readRule(key: string): Holiday['on'] | undefined {
  const [kind = '', rest = ''] = key.split(':');
  if (kind === 'easter') {
    const offset = Number(rest);
    return /^-?\d{1,3}$/.test(rest) && Math.abs(offset) <= 120 ? { is: 'easter', offset } : undefined;
  }
  const found = (kind === 'yearly' ? /^()(\d\d)-(\d\d)$/ : kind === 'date' ? /^(\d{4})-(\d\d)-(\d\d)$/ : /$^/).exec(rest);
  if (!found) return undefined;
  // A leap year lets 29 February be a yearly holiday.
  const date = { year: Number(found[1] || 2024), month: Number(found[2]), day: Number(found[3]) };
  const again = dateOfDay(dayNumber(date));
  if (again.month !== date.month || again.day !== date.day) return undefined;
  return kind === 'yearly' ? { is: 'yearly', month: date.month, day: date.day } : { is: 'date', ...date };
}
