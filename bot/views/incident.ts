import type { Incident } from '../../src/domain/incidents/incidents.js';
import type { BotParts } from '../parts.js';
import { clockTime, plainWords, shorten } from './parts.js';

const MARK = { critical: '🔴', high: '🟠', medium: '🟡', low: '⚪' } as const;

/** Incidents, a paragraph each: severity, category, who and when, what, and how it ended. */
export function incidentLines(incidents: Incident[], { t, zone, locale }: BotParts, now: Date): string[] {
  const time = (instant: Date) => clockTime(instant, now, zone, locale);
  return incidents.map((one) => {
    const opened = t('slack:incident.opened', { who: plainWords(one.opened_by_name ?? t('slack:author.system')), time: time(one.opened_at) });
    const head = `${one.status === 'open' ? MARK[one.severity] : '✅'} *I-${one.id}* · ${t(`slack:severity.${one.severity}`)} · ${plainWords(one.category_label)} · ${opened}`;
    const ended = one.resolved_at === null ? '' : `\n${t('slack:incident.resolved', { who: plainWords(one.resolved_by_name ?? ''), time: time(one.resolved_at) })}: ${plainWords(shorten(one.resolution ?? '', 500))}`;
    return `${head}\n> ${plainWords(shorten(one.description.replace(/\s+/g, ' '), 300))}${ended}`;
  });
}

/** One incident as an option of a menu. */
export function plainText(one: Incident, { t }: BotParts): string {
  return `I-${one.id} · ${t(`slack:severity.${one.severity}`)} · ${one.category_label} · ${one.description.replace(/\s+/g, ' ')}`;
}
