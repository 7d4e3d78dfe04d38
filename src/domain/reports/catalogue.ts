import type { Sql } from '../../db/rows.js';
import { escalations } from './escalations.js';
import { funnelConversion } from './funnel-conversion.js';
import { incidentsOpened } from './incidents-opened.js';
import { losses } from './losses.js';
import { productivity } from './productivity.js';
import type { Query, ReportRow } from './query.js';
import { satisfactionTrend } from './satisfaction-trend.js';
import { slaCompliance } from './sla-compliance.js';
import { sources } from './sources.js';
import { traffic, volume } from './volume.js';

/** What a figure is counted in. `minutes` are business minutes, `hours` clock hours. */
export type Unit = 'count' | 'decimal' | 'percent' | 'minutes' | 'hours' | 'score' | 'nps';

/** What a line of a report is about. */
export type Dimension = 'clock' | 'priority' | 'status' | 'reason' | 'category' | 'severity' | 'day' | 'agent' | 'level_from' | 'level_to' | 'weekday' | 'hour' | 'source';

export interface ReportSpec {
  read: (sql: Sql, query: Query) => Promise<ReportRow[]>;
  dimensions: Dimension[];
  /** Its figures in order; name and formula of each: locales, `reports:figures.{report}.{figure}`. */
  figures: Record<string, Unit>;
  /** How it is drawn, and which figures. */
  chart: { kind: 'bars' | 'heat'; figures: string[] };
}

/** All reports. A figure is added here, in the report's statement and in the locales; docs/metrics.md follows. */
export const REPORTS = {
  sla: { read: slaCompliance, dimensions: ['clock', 'priority'], figures: { stopped: 'count', met: 'count', breached: 'count', compliance: 'percent', median: 'minutes', p90: 'minutes' }, chart: { kind: 'bars', figures: ['compliance'] } },
  funnel: { read: funnelConversion, dimensions: ['status'], figures: { reached: 'count', conversion: 'percent', standing: 'count' }, chart: { kind: 'bars', figures: ['reached'] } },
  losses: { read: losses, dimensions: ['reason'], figures: { lost: 'count', share: 'percent' }, chart: { kind: 'bars', figures: ['lost'] } },
  incidents: { read: incidentsOpened, dimensions: ['category', 'severity'], figures: { opened: 'count', resolved: 'count', unresolved: 'count', hours: 'hours' }, chart: { kind: 'bars', figures: ['opened'] } },
  satisfaction: {
    read: satisfactionTrend, dimensions: ['day'], chart: { kind: 'bars', figures: ['nps'] },
    figures: { sent: 'count', rate: 'percent', answered: 'count', promoters: 'count', neutral: 'count', detractors: 'count', nps: 'nps', average: 'score' },
  },
  productivity: {
    read: productivity, dimensions: ['agent'], chart: { kind: 'bars', figures: ['replies'] },
    figures: { replies: 'count', conversations: 'count', first_responses: 'count', compliance: 'percent', median: 'minutes', closed: 'count', won: 'count' },
  },
  escalations: { read: escalations, dimensions: ['level_from', 'level_to'], figures: { moves: 'count', by_people: 'count', by_clock: 'count', conversations: 'count' }, chart: { kind: 'bars', figures: ['moves'] } },
  volume: { read: volume, dimensions: ['weekday', 'hour'], figures: { inbound: 'count', outbound: 'count' }, chart: { kind: 'heat', figures: ['inbound'] } },
  traffic: { read: traffic, dimensions: ['hour'], figures: { inbound: 'count', outbound: 'count', inbound_a_day: 'decimal', outbound_a_day: 'decimal' }, chart: { kind: 'bars', figures: ['inbound', 'outbound'] } },
  sources: { read: sources, dimensions: ['source'], figures: { opened: 'count', won: 'count', conversion: 'percent', lost: 'count' }, chart: { kind: 'bars', figures: ['opened'] } },
} satisfies Record<string, ReportSpec>;

export type ReportKey = keyof typeof REPORTS;

export const isReport = (key: string): key is ReportKey => Object.hasOwn(REPORTS, key);

/** A report's description, whatever it is. */
export const specOf = (key: ReportKey): ReportSpec => REPORTS[key];
