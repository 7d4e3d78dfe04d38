import { DateTime } from 'luxon';
import type { Period } from '../../src/domain/reports/period.js';
import type { Week } from '../../src/domain/reports/weekly.js';
import type { BotParts } from '../parts.js';

/** The week's quality report: main figures, each with the week before, and where the rest is. `–`: nothing to measure. */
export function weeklyText(period: Period, week: Week, before: Week, { t, locale, portalUrl }: Pick<BotParts, 't' | 'locale' | 'portalUrl'>): string {
  const number = (value: number | null, unit?: 'percent' | 'minutes') => {
    if (value === null) return '–';
    const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
    return unit === undefined ? shown : t(`reports:unit.${unit}`, { value: shown });
  };
  const day = (iso: string, days = 0) => DateTime.fromISO(iso, { zone: 'utc' }).plus({ days }).setLocale(locale).toFormat('dd/MM');
  const link = portalUrl === undefined ? [] : [`<${portalUrl}/pages/reports?period=custom&amp;from=${period.from}&amp;to=${period.to}|${t('slack:weekly.link')}>`];
  return [
    t('slack:weekly.title', { from: day(period.from), to: day(period.to, -1) }),
    t('slack:weekly.conversations', { opened: number(week.opened), before_opened: number(before.opened), proposals: week.proposals, won: week.won, lost: week.lost }),
    t('slack:weekly.first', {
      compliance: number(week.firstCompliance, 'percent'), before_compliance: number(before.firstCompliance, 'percent'), median: number(week.firstMedian), p90: number(week.firstP90),
    }),
    t('slack:weekly.resolution', { compliance: number(week.resolutionCompliance, 'percent'), before_compliance: number(before.resolutionCompliance, 'percent') }),
    t('slack:weekly.satisfaction', { nps: number(week.nps), before_nps: number(before.nps), answered: week.answered, sent: week.sent }),
    t('slack:weekly.incidents', { incidents: number(week.incidents), before_incidents: number(before.incidents) }),
    ...link,
  ].join('\n');
}
