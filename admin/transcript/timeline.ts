import { select } from '../../src/db/rows.js';
import { incidentsOf } from '../../src/domain/incidents/incidents.js';
import { CLOCK_COLUMNS, pausesOf, type Clock } from '../../src/domain/sla/clocks.js';
import { explainClock, type Counted } from '../../src/domain/sla/explain-clock.js';
import type { House } from '../../src/wire.js';
import { labelOf, tonesOf, type CodeGroup, type Tone } from '../codes.js';
import { historyInWords } from '../resources/history.js';

interface Badge {
  label: string;
  tone: Tone | 'plain';
}

/** What happened around the messages, newest first. Instants are ISO, UTC; minutes are business minutes. */
export interface Timeline {
  clocks: { id: number; kind: string; goal: number; spent: number; state: Badge; due: string | null; stretches: { from: string; to: string; counts: boolean; words: string }[]; earlier: number }[];
  followUps: { id: number; note: string; who: string; due: string; state: Badge }[];
  incidents: { id: number; category: string; description: string; at: string; severity: Badge; status: Badge; resolution: string }[];
  history: { id: number; at: string; who: string; what: string; change: string; detail: string }[];
}

/** The newest so many of each; older entries are in the audit trail. */
const ENTRIES = 40;
const CLOCKS = 12;
const STRETCHES = 20;

/** Looking at files is in the audit trail; among what happened to a conversation it would be most of it. */
const NOT_TOLD = 'attachment_opened';

/** The timeline of a conversation. */
export async function timelineOf(conversationId: number, house: House): Promise<Timeline> {
  const [clocks, followUps, incidents, history] = await Promise.all([clocksOf(conversationId, house), followUpsOf(conversationId, house), incidentsIn(conversationId, house), historyOf(conversationId, house)]);
  return { clocks, followUps, incidents, history };
}

const badge = (group: CodeGroup, code: string, { t }: House): Badge => ({ label: labelOf(t, group, code), tone: tonesOf(group)[code] ?? 'plain' });

async function clocksOf(id: number, house: House): Promise<Timeline['clocks']> {
  const { source, t, calendar, clock: time } = house;
  const rows = await select<Clock>(source.manager, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? ORDER BY running_key IS NULL, id DESC LIMIT ?`, [id, CLOCKS]);
  if (rows.length === 0) return [];
  const [open, pauses] = [await calendar.get(), await pausesOf(source.manager, id)];
  return rows.map((clock) => {
    const counted = explainClock(open, clock, pauses, time.now());
    const running = counted.reduce((sum, one) => sum + (one.counts ? one.minutes : 0), 0);
    return {
      id: clock.id,
      kind: t(`slack:sla.kind.${clock.kind}`),
      goal: clock.goal_minutes,
      spent: Math.floor(clock.spent_minutes === null ? running : Number(clock.spent_minutes)),
      state: badge('clock_outcome', clock.stopped_at === null && clock.due_at === null ? 'paused' : clock.outcome, house),
      due: clock.stopped_at === null ? (clock.due_at?.toISOString() ?? null) : null,
      stretches: counted.slice(-STRETCHES).map((one) => ({ from: one.from.toISOString(), to: one.to.toISOString(), counts: one.counts, words: stretchWords(one, house) })),
      earlier: Math.max(0, counted.length - STRETCHES),
    };
  });
}

function stretchWords({ counts, minutes, because }: Counted, { t }: House): string {
  if (counts) return t('slack:sla.counted', { minutes: Math.round(minutes) });
  return because.is === 'holiday' || because.is === 'exception' ? because.name : t(`slack:sla.because.${because.is}`);
}

async function followUpsOf(id: number, house: House): Promise<Timeline['followUps']> {
  const rows = await select<{ id: number; note: string; state: string; due_at: Date; who: string | null }>(
    house.source.manager,
    'SELECT f.id, f.note, f.state, f.due_at, a.name AS who FROM follow_ups f LEFT JOIN agents a ON a.id = f.agent_id WHERE f.conversation_id = ? ORDER BY f.id DESC LIMIT ?',
    [id, ENTRIES],
  );
  return rows.map((row) => ({ id: row.id, note: row.note, who: row.who ?? '', due: row.due_at.toISOString(), state: badge('follow_up_state', row.state, house) }));
}

async function incidentsIn(id: number, house: House): Promise<Timeline['incidents']> {
  const rows = await incidentsOf(house.source.manager, id);
  return rows.map((one) => ({
    id: one.id,
    category: one.category_label,
    description: one.description,
    at: one.opened_at.toISOString(),
    severity: badge('severity', one.severity, house),
    status: badge('incident_status', one.status, house),
    resolution: one.resolution ?? '',
  }));
}

async function historyOf(id: number, house: House): Promise<Timeline['history']> {
  const rows = await select<Record<string, unknown> & { id: number; createdAt: Date; action: string }>(
    house.source.manager,
    `SELECT id, created_at AS createdAt, action, actor_name AS actorName, old_value AS oldValue, new_value AS newValue, detail FROM conversation_history
     WHERE conversation_id = ? AND action <> '${NOT_TOLD}' ORDER BY id DESC LIMIT ?`,
    [id, ENTRIES],
  );
  await historyInWords(rows, house);
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    who: String(row['actorName']),
    what: labelOf(house.t, 'action', row.action),
    change: [row['oldValue'], row['newValue']].filter((value) => value !== null && value !== '').map(String).join(' → '),
    detail: String(row['detail'] ?? ''),
  }));
}
