import type { Translate } from '../../kit/i18n.js';
import type { Hours, Interval } from './day-plan.js';

/** "de segunda a sexta, das 8h às 18h; sábado, das 8h às 12h": the usual week in words, for {{business_hours}}. */
export function describeHours(hours: Hours, t: Translate): string {
  const groups: { first: number; last: number; words: string }[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const intervals = hours.week[weekday] ?? [];
    const words = intervals.map((one) => intervalWords(one, t)).join(` ${t('slack:hours.and')} `);
    const last = groups[groups.length - 1];
    if (words !== '' && last && last.words === words && last.last === weekday - 1) last.last = weekday;
    else if (words !== '') groups.push({ first: weekday, last: weekday, words });
  }
  if (groups.length === 0) return t('slack:hours.never');
  return groups
    .map(({ first, last, words }) => {
      const day = (weekday: number) => t(`slack:hours.day.${weekday}`);
      return `${first === last ? day(first) : t('slack:hours.to', { first: day(first), last: day(last) })}, ${words}`;
    })
    .join('; ');
}

function intervalWords({ from, to }: Interval, t: Translate): string {
  return t('slack:hours.between', { from: hourWords(from, t), to: hourWords(to, t) });
}

function hourWords(minutes: number, t: Translate): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return minute === 0 ? t('slack:hours.hour', { hour }) : t('slack:hours.hour_minute', { hour, minute: String(minute).padStart(2, '0') });
}
