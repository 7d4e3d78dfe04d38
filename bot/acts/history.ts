import { select } from '../../src/db/rows.js';
import { trailOf } from '../../src/domain/history/trail.js';
import type { BotParts } from '../parts.js';
import { context, section } from '../views/parts.js';
import { trailLine, type TrailLook } from '../views/trail.js';
import type { ReadAct } from './act.js';

const PAGE = 20;
/** A section holds 3,000 characters: rows go into it until this is full. */
const FULL = 2600;

/** "Histórico": who did what and when, oldest of the page first; `/historico #123 2` shows the page before. */
export const history: ReadAct = {
  is: 'read',
  deed: 'read a conversation',
  offered: () => true,
  async show(conversationId, words, parts) {
    const { t } = parts;
    const page = Math.max(1, Number(/^\d{1,4}$/.exec(words.trim())?.[0] ?? 1));
    const [{ rows, hasOlder }, look] = await Promise.all([trailOf(parts.source.manager, conversationId, page, PAGE), lookOf(parts)]);
    const text = t('slack:trail.title', { number: conversationId });
    const older = hasOlder ? [context(t('slack:trail.older', { command: `/historico #${conversationId} ${page + 1}`, word: `!historico ${page + 1}` }))] : [];
    return { text, blocks: [section(text), ...(rows.length === 0 ? [section(t('slack:trail.none'))] : paragraphs(rows.map((row) => trailLine(row, look))).map(section)), ...older] };
  },
};

function paragraphs(lines: string[]): string[] {
  return lines.reduce<string[]>((sofar, line) => {
    const last = sofar.at(-1);
    return last !== undefined && last.length + line.length < FULL ? [...sofar.slice(0, -1), `${last}\n${line}`] : [...sofar, line];
  }, []);
}

async function lookOf({ source, t, clock, zone, locale }: BotParts): Promise<TrailLook> {
  const sql = source.manager;
  const [agents, labels] = await Promise.all([
    select<{ id: number; name: string }>(sql, 'SELECT id, name FROM agents'),
    // A code that is both (other) has a reason that says as much.
    select<{ code: string; label: string }>(sql, 'SELECT code, label FROM incident_categories UNION ALL SELECT code, label FROM loss_reasons'),
  ]);
  return { t, now: clock.now(), zone, locale, agents: new Map(agents.map(({ id, name }) => [id, name])), labels: new Map(labels.map(({ code, label }) => [code, label])) };
}
