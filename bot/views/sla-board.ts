import type { KnownBlock } from '@slack/web-api';
import type { Level } from '../../src/domain/facts.js';
import type { BoardRow } from '../../src/domain/sla/late-clocks.js';
import type { View } from './card.js';
import { threadLink, type HomeLook } from './home/rows.js';
import { clockTime, context, plainWords, section, shorten } from './parts.js';

/** Lines on a board; Slack takes 50 blocks and 3,000 characters a section, and nobody reads more. */
export const BOARD_ROWS = 25;
const PER_SECTION = 10;

/** Who waits on a level, by time left; says hours, so that it only changes when something happened. */
export function boardView(level: Level, rows: BoardRow[], look: HomeLook): View {
  const { t, now } = look;
  const shown = rows.slice(0, BOARD_ROWS);
  const title = t('slack:sla.board', { level: t(`slack:level.${level}`), count: rows.length > BOARD_ROWS ? `${BOARD_ROWS}+` : rows.length });
  const lines = shown.map((row) => line(row, look));
  const blocks: KnownBlock[] = [{ type: 'header', text: { type: 'plain_text', text: shorten(title, 150), emoji: true } }];
  if (lines.length === 0) blocks.push(section(`✅ ${t('slack:sla.board_empty')}`));
  for (let from = 0; from < lines.length; from += PER_SECTION) blocks.push(section(lines.slice(from, from + PER_SECTION).join('\n')));
  const soonest = shown.find((row) => row.breached_at === null && row.due_at !== null && row.due_at > now);
  if (soonest?.due_at) blocks.push(context(t('slack:sla.board_next', { time: clockTime(soonest.due_at, now, look.zone, look.locale) })));
  return { text: title, blocks };
}

function line(row: BoardRow, look: HomeLook): string {
  const { t, now, zone, locale } = look;
  const mark = row.due_at === null ? '⏸️' : row.breached_at !== null || row.due_at <= now ? '🔴' : row.at_risk_at !== null && row.at_risk_at <= now ? '🟠' : '🟢';
  const due = row.due_at === null ? t('slack:sla.paused') : t(row.breached_at !== null || row.due_at <= now ? 'slack:sla.was_due' : 'slack:sla.due', { time: clockTime(row.due_at, now, zone, locale) });
  const who = threadLink(row, `#${row.conversation_id} ${plainWords(shorten(row.name || t('slack:card.no_name'), 40))}`, look);
  const priority = row.priority === 'urgent' || row.priority === 'high' ? ` · ${t(`slack:priority.${row.priority}`)}` : '';
  return `${mark} *${who}* · ${t(`slack:sla.kind.${row.kind}`)} ${due}${priority} · ${row.assignee_name === null ? `*${t('slack:card.nobody')}*` : plainWords(row.assignee_name)}`;
}
