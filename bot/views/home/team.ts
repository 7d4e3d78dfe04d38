import type { KnownBlock } from '@slack/web-api';
import type { DeskRow } from '../../../src/domain/reports/desk.js';
import type { Backlog, Load, OpenIncident } from '../../../src/domain/reports/supervision.js';
import type { Satisfaction } from '../../../src/domain/satisfaction/count-scores.js';
import { maskText } from '../../../src/kit/mask.js';
import { context, plainWords, section, shorten } from '../parts.js';
import { heading } from './mine.js';
import { deskRow, dueTime, threadLink, waitedFor, type HomeLook } from './rows.js';

export interface TeamData {
  backlog: Backlog;
  longest: DeskRow[];
  load: Load[];
  incidents: { rows: OpenIncident[]; total: number };
  satisfaction: Satisfaction & { sent: number };
}

const SEVERITY_MARK = { critical: '🔴', high: '🟠', medium: '🟡', low: '⚪' } as const;
/** Slack's section takes 3,000 characters: this many people fit. */
const LOAD_ROWS = 30;

/** The supervisors' desk: who waits longest, what everybody carries, open incidents, the backlog. */
export function teamBlocks(data: TeamData, look: HomeLook): KnownBlock[] {
  const { t } = look;
  const { backlog } = data;
  const open = backlog.byStatus.reduce((sum, { n }) => sum + n, 0);
  const oldest = backlog.oldestWaiting ? ` · ${t('slack:home.oldest', { time: waitedFor(backlog.oldestWaiting, look) })}` : '';
  const statuses = backlog.byStatus.map(({ status, n }) => `${t(`slack:status.${status}`)}: *${n}*`).join(' · ');
  return [
    section(`*${t('slack:home.backlog', { open, waiting: backlog.waiting, unowned: backlog.unowned })}*${oldest}${statuses === '' ? '' : `\n${statuses}`}`),
    section(npsLine(data.satisfaction, look)),
    heading(`⏳ ${t('slack:home.longest')}`),
    ...(data.longest.length === 0 ? [section(`_${t('slack:home.nobody_waits')}_`)] : data.longest.map((row) => deskRow(row, look, { owner: true, take: row.assignee_name === null }))),
    heading(`🚨 ${t('slack:home.incidents', { count: data.incidents.total })}`),
    ...(data.incidents.rows.length === 0 ? [section(`_${t('slack:home.incidents_none')}_`)] : data.incidents.rows.map((one) => incidentRow(one, look))),
    ...(data.incidents.total > data.incidents.rows.length ? [context(t('slack:home.more', { count: data.incidents.total - data.incidents.rows.length }))] : []),
    heading(`👥 ${t('slack:home.load')}`),
    section(data.load.slice(0, LOAD_ROWS).map((one) => loadLine(one, look)).join('\n') || `_${t('slack:home.load_none')}_`),
    ...(data.load.length > LOAD_ROWS ? [context(t('slack:home.more', { count: data.load.length - LOAD_ROWS }))] : []),
  ];
}

function npsLine({ nps, promoters, neutral, detractors, answered, sent }: TeamData['satisfaction'], { t, locale }: HomeLook): string {
  if (nps === null) return t('slack:home.nps_none', { sent });
  return t('slack:home.nps', { nps: Math.round(nps).toLocaleString(locale), promoters, neutral, detractors, answered, sent });
}

function loadLine(one: Load, { t }: HomeLook): string {
  const waiting = Number(one.waiting) > 0 ? ` · ⏳ *${t('slack:home.load_waiting', { waiting: Number(one.waiting) })}*` : '';
  return `${Number(one.on_shift) === 1 ? '🟢' : '⚪'} ${plainWords(one.name)} · ${t('slack:home.load_open', { open: Number(one.open) })}${waiting}`;
}

function incidentRow(one: OpenIncident, look: HomeLook): KnownBlock {
  const link = threadLink(one, `I-${one.id} · #${one.conversation_id}`, look);
  return section(`${SEVERITY_MARK[one.severity]} *${link}* · ${plainWords(one.category)} · ${dueTime(one.opened_at, look)}\n> ${plainWords(shorten(maskText(one.description.replace(/\s+/g, ' ')), 150))}`);
}
