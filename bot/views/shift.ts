import type { KnownBlock } from '@slack/web-api';
import type { DueFollowUp } from '../../src/domain/reports/desk.js';
import type { Handover } from '../../src/domain/shifts/handovers.js';
import type { PendingRow, ShiftRow } from '../../src/domain/shifts/pending.js';
import type { RunningShift } from '../../src/domain/shifts/shifts.js';
import { ACTIONS } from '../surface.js';
import { dueTime, threadLink, waitedFor, type HomeLook } from './home/rows.js';
import { sectionsOf } from './lines.js';
import { actions, button, plainWords, section, shorten } from './parts.js';

/** Lines of a list; a note says how many more there are. */
const MAX_LINES = 12;

/** Everything a shift begins and ends with. */
export interface ShiftState {
  running: RunningShift | undefined;
  /** `08:00`–`17:00`, when the person has a working shift. */
  hours: { starts: string; ends: string } | undefined;
  pending: PendingRow[];
  left: ShiftRow[];
  followUps: DueFollowUp[];
  /** Hand-overs the person may accept. */
  offered: Handover[];
}

/** One conversation in a line: which, how urgent, since when it waits, what was promised. */
export function shiftLine(row: ShiftRow, look: HomeLook, options: { owner?: boolean } = {}): string {
  const { t } = look;
  const urgent = row.priority === 'urgent' ? '🔴 ' : row.priority === 'high' ? '🟠 ' : '';
  return `• ${[
    `${urgent}${threadLink(row, `#${row.id} ${plainWords(shorten(row.name || t('slack:card.no_name'), 60))}`, look)}`,
    ...(row.waiting_since ? [`⏳ ${t('slack:home.waits', { time: waitedFor(row.waiting_since, look) })}`] : []),
    ...(row.follow_up_at ? [`⏰ ${dueTime(row.follow_up_at, look)}`] : []),
    ...(options.owner ? [row.owner === null ? `*${t('slack:card.nobody')}*` : t('slack:shift.of', { name: plainWords(row.owner) })] : []),
  ].join(' · ')}`;
}

function list(title: string, lines: string[], look: HomeLook): KnownBlock[] {
  if (lines.length === 0) return [];
  const more = lines.length - MAX_LINES;
  return sectionsOf([`*${title}*`, ...lines.slice(0, MAX_LINES), ...(more > 0 ? [`_${look.t('slack:home.more', { count: more })}_`] : [])]);
}

/** `/atendimento turno`: am I in a shift, what is mine, what was left, what I promised, what is handed to me. */
export function shiftView(state: ShiftState, look: HomeLook, said?: string): { text: string; blocks: KnownBlock[] } {
  const { t } = look;
  const { running, hours, pending, left, followUps, offered } = state;
  const head = running ? t('slack:shift.running', { time: dueTime(running.started_at, look) }) : t('slack:shift.off');
  const text = [said, head, hours === undefined ? undefined : t('slack:shift.hours', hours)].filter((line) => line !== undefined).join('\n');
  const nothing = pending.length + left.length + followUps.length + offered.length === 0;
  return {
    text,
    blocks: [
      section(text),
      ...offered.map((one): KnownBlock => ({
        type: 'section',
        text: { type: 'mrkdwn', text: t('slack:shift.offered', { name: plainWords(one.from_name), time: dueTime(one.created_at, look) }) },
        accessory: button(t('slack:handover.accept'), ACTIONS.handoverAccept, String(one.id), 'primary'),
      })),
      ...list(t('slack:shift.pending', { count: pending.length }), pending.map((row) => shiftLine(row, look)), look),
      ...list(t('slack:shift.left', { count: left.length }), left.map((row) => shiftLine(row, look, { owner: true })), look),
      ...list(t('slack:shift.follow_ups', { count: followUps.length }), followUps.map((one) => followUpLine(one, look)), look),
      ...(nothing ? [section(t('slack:shift.nothing'))] : []),
      actions(running ? button(t('slack:shift.end'), ACTIONS.shiftEnd, 'end') : button(t('slack:shift.start'), ACTIONS.shiftStart, 'start', 'primary')),
    ],
  };
}

function followUpLine(one: DueFollowUp, look: HomeLook): string {
  const who = threadLink(one, `#${one.conversation_id} ${plainWords(shorten(one.name || look.t('slack:card.no_name'), 60))}`, look);
  return `• ⏰ ${dueTime(one.due_at, look)} · ${who}${one.note === '' ? '' : ` · ${plainWords(shorten(one.note, 100))}`}`;
}
