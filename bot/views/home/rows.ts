import type { KnownBlock } from '@slack/web-api';
import { DateTime } from 'luxon';
import type { DeskRow } from '../../../src/domain/reports/desk.js';
import type { Calendar } from '../../../src/domain/working-hours/calendar.js';
import type { BotParts } from '../../parts.js';
import { actButton } from '../../surface.js';
import { button, clockTime, mrkdwn, plainWords, shorten } from '../parts.js';
import { snippet } from '../snippet.js';

const PRIORITY_MARK = { urgent: '🔴 ', high: '🟠 ', normal: '', low: '' } as const;

export interface HomeLook extends Pick<BotParts, 't' | 'zone' | 'locale'> {
  now: Date;
  /** Business time: what is left of a goal. */
  calendar: Calendar;
  /** `https://workspace.slack.com/`: links are made of it, because asking Slack for each would take too long. */
  workspaceUrl: string;
}

/** A link to a thread, or the words alone while there is none. */
export function threadLink(place: { channel_id: string | null; thread_ts: string | null }, words: string, look: HomeLook): string {
  if (place.channel_id === null || place.thread_ts === null) return words;
  return `<${look.workspaceUrl}archives/${place.channel_id}/p${place.thread_ts.replace('.', '')}|${words}>`;
}

/** How long somebody has waited: "12 min", "3 h 05", "2 dias". */
export function waitedFor(since: Date, look: Pick<HomeLook, 't' | 'now'>): string {
  const minutes = Math.max(0, Math.floor(DateTime.fromJSDate(look.now).diff(DateTime.fromJSDate(since), 'minutes').minutes));
  if (minutes < 60) return look.t('slack:home.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return look.t('slack:home.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return look.t('slack:home.days', { count: Math.floor(hours / 24) });
}

/** One conversation in two lines: who and how urgent, then the last words. */
export function deskRow(row: DeskRow, look: HomeLook, options: { take?: boolean; owner?: boolean } = {}): KnownBlock {
  const { t } = look;
  const head = [
    `${PRIORITY_MARK[row.priority]}*${threadLink(row, `#${row.id} ${plainWords(shorten(row.name || t('slack:card.no_name'), 60))}`, look)}*`,
    ...(row.priority === 'urgent' || row.priority === 'high' ? [t(`slack:priority.${row.priority}`)] : []),
    t(`slack:status.${row.status}`),
    ...(row.level === 'n1' ? [] : [t(`slack:level.${row.level}`)]),
    ...(options.owner ? [row.assignee_name === null ? `*${t('slack:card.nobody')}*` : plainWords(row.assignee_name)] : []),
    ...(row.due_at === null ? [] : [timeLeft(row.due_at, look)]),
    ...(row.waiting_since ? [`⏳ ${t('slack:home.waits', { time: waitedFor(row.waiting_since, look) })}`] : []),
  ].join(' · ');
  const words = row.last_kind === null ? '' : snippet({ kind: row.last_kind, body: row.last_body }, t, 110);
  return {
    type: 'section',
    text: mrkdwn(shorten(words === '' ? head : `${head}\n> ${words}`, 3000)),
    ...(options.take ? { accessory: button(t('slack:act.take.label'), actButton('take'), String(row.id)) } : {}),
  };
}

/** "🟢 faltam 12 min", counted in business time; "🔴 venceu há 5 min". */
function timeLeft(due: Date, { t, now, calendar }: HomeLook): string {
  const minutes = Math.ceil(calendar.businessMinutesBetween(now, due));
  if (due > now) return `${minutes <= 5 ? '🟠' : '🟢'} ${t('slack:home.left', { minutes: Math.max(1, minutes) })}`;
  return `🔴 ${t('slack:home.late', { minutes: Math.max(1, -minutes) })}`;
}

/** When something is due, said with the day when it is not today. */
export function dueTime(instant: Date, look: HomeLook): string {
  return clockTime(instant, look.now, look.zone, look.locale);
}
