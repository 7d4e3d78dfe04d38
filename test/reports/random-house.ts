import { write, type Sql } from '../../src/db/rows.js';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomly(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    chance: (p: number) => next() < p,
    of: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    between: (from: Date, to: Date) => new Date(from.getTime() + Math.floor(next() * (to.getTime() - from.getTime()))),
  };
}

export interface Conversation { id: number; status: string; priority: string; level: string; agent: number | null; opened: Date; merged: number | null; reason: string | null; source: string | null }
export interface Message { conversation: number; direction: string; author: string; agent: number | null; status: string; at: Date }
export interface Clock { conversation: number; kind: string; priority: string; level: string; agent: number | null; stopped: Date | null; spent: number | null; outcome: string }
export interface Entry { conversation: number; action: string; kind: string; actor: number | null; before: string; after: string; at: Date }
export interface Incident { conversation: number; severity: string; category: string; opened: Date; resolved: Date | null }
export interface Survey { conversation: number; agent: number | null; level: string; sent: Date | null; score: number | null; answered: Date | null }

export interface Rows { conversations: Conversation[]; messages: Message[]; clocks: Clock[]; entries: Entry[]; incidents: Incident[]; surveys: Survey[] }

export const STATUSES = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
export const LEVELS = ['n1', 'n2', 'n3'];

/** Rows of every table that reports read, between two instants: also some that no report may count. Agents 1 to `agents` exist. */
export function randomRows(seed: number, from: Date, to: Date, many: number, agents: number): Rows {
  const r = randomly(seed);
  const agentOrNone = () => (r.chance(0.2) ? null : 1 + r.below(agents));
  const conversations = Array.from({ length: many }, (_, i): Conversation => ({
    id: i + 1, status: r.of(STATUSES), priority: r.of(PRIORITIES), level: r.of(LEVELS), agent: agentOrNone(), opened: r.between(from, to), merged: i > 0 && r.chance(0.05) ? 1 : null,
    reason: r.chance(0.7) ? r.of(['price', 'region', 'other']) : null, source: r.chance(0.5) ? r.of(['Cuidadores em SP', 'Instagram', '=1+1']) : null,
  }));
  const some = () => r.of(conversations).id;
  const list = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
  return {
    conversations,
    messages: list(many * 6, (): Message => {
      const inbound = r.chance(0.5);
      return { conversation: some(), direction: inbound ? 'inbound' : 'outbound', author: inbound ? 'contact' : r.of(['agent', 'phone', 'system']), agent: inbound ? null : agentOrNone(), status: r.of(['sent', 'read', 'failed', 'deleted', 'queued']), at: r.between(from, to) };
    }),
    clocks: list(many * 2, (): Clock => {
      const stopped = r.chance(0.85) ? r.between(from, to) : null;
      return { conversation: some(), kind: r.of(['first_response', 'next_response', 'resolution']), priority: r.of(PRIORITIES), level: r.of(LEVELS), agent: agentOrNone(), stopped, spent: stopped ? r.below(40) / 4 : null, outcome: stopped ? r.of(['met', 'met', 'breached']) : 'running' };
    }),
    entries: list(many * 3, (): Entry => {
      const actor = r.chance(0.7) ? 1 + r.below(agents) : null;
      const [action, words] = r.of([['status_change', STATUSES], ['status_change', STATUSES], ['escalation', LEVELS], ['note', ['closed', 'lost']]] as const);
      return { conversation: some(), action, kind: actor === null ? 'system' : 'agent', actor, before: r.of(words), after: r.of(words), at: r.between(from, to) };
    }),
    incidents: list(many, (): Incident => {
      const opened = r.between(from, to);
      return { conversation: some(), severity: r.of(['low', 'medium', 'high', 'critical']), category: r.of(['complaint', 'delay', 'billing']), opened, resolved: r.chance(0.6) ? new Date(opened.getTime() + r.below(9) * 1_800_000) : null };
    }),
    surveys: conversations.map(({ id }): Survey => {
      const sent = r.chance(0.7) ? r.between(from, to) : null;
      const answered = sent && r.chance(0.6) ? new Date(sent.getTime() + r.below(100) * 3_600_000) : null;
      return { conversation: id, agent: agentOrNone(), level: r.of(LEVELS), sent, score: answered ? 1 + r.below(5) : null, answered };
    }),
  };
}

/** Puts the rows into the database. */
export async function store(sql: Sql, rows: Rows): Promise<void> {
  const bulk = async (statement: string, values: unknown[][]) => {
    for (let at = 0; at < values.length; at += 2000) await write(sql, statement, [values.slice(at, at + 2000)]);
  };
  const then = new Date('2020-01-01T00:00:00Z');
  await bulk('INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) VALUES ?', rows.conversations.map(({ id }) => [id, String(5_511_900_000_000 + id), String(5_511_900_000_000 + id), `Contato ${id}`, then, then]));
  await bulk('INSERT INTO conversations (id, contact_id, status, priority, level, assignee_id, opened_at, merged_into_id, loss_reason, source_title, created_at, updated_at) VALUES ?', rows.conversations.map((c) => [c.id, c.id, c.status, c.priority, c.level, c.agent, c.opened, c.merged, c.reason, c.source, c.opened, c.opened]));
  await bulk("INSERT INTO messages (conversation_id, contact_id, direction, body, author_kind, agent_id, status, occurred_at, created_at) VALUES ?", rows.messages.map((m) => [m.conversation, m.conversation, m.direction, 'olá', m.author, m.agent, m.status, m.at, then]));
  await bulk('INSERT INTO sla_clocks (conversation_id, kind, policy_id, priority, level, agent_id, goal_minutes, started_at, stopped_at, spent_minutes, outcome) VALUES ?', rows.clocks.map((k) => [k.conversation, k.kind, 1, k.priority, k.level, k.agent, 5, then, k.stopped, k.spent, k.outcome]));
  await bulk('INSERT INTO conversation_history (conversation_id, action, actor_kind, actor_id, actor_name, old_value, new_value, created_at) VALUES ?', rows.entries.map((e) => [e.conversation, e.action, e.kind, e.actor, 'alguém', e.before, e.after, e.at]));
  await bulk('INSERT INTO incidents (conversation_id, severity, category, description, status, opened_at, resolved_at) VALUES ?', rows.incidents.map((i) => [i.conversation, i.severity, i.category, 'atraso', i.resolved ? 'resolved' : 'open', i.opened, i.resolved]));
  await bulk('INSERT INTO satisfaction_surveys (conversation_id, agent_id, level, state, due_at, sent_at, score, answered_at, created_at) VALUES ?', rows.surveys.map((s) => [s.conversation, s.agent, s.level, s.answered ? 'answered' : 'sent', then, s.sent, s.score, s.answered, then]));
}
