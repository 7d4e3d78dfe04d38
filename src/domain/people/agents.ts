import { z } from 'zod';
import { isDuplicate } from '../../db/failures.js';
import { selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Actor } from '../ctx.js';
import type { Role } from '../facts.js';

export interface Agent {
  id: number;
  name: string;
  email: string;
  slack_user_id: string | null;
  role: Role;
  active: number;
  /** Working shift in the business zone, `HH:MM`; both or neither. One that ends before it starts goes over midnight. */
  shift_starts: string | null;
  shift_ends: string | null;
}

const COLUMNS = 'id, name, email, slack_user_id, role, active, shift_starts, shift_ends';

/** The person of the team with this Slack id, active or not. */
export function findAgentBySlackId(sql: Sql, slackUserId: string): Promise<Agent | undefined> {
  return selectOne<Agent>(sql, `SELECT ${COLUMNS} FROM agents WHERE slack_user_id = ?`, [slackUserId]);
}

/** One person by id. */
export function findAgent(sql: Sql, id: number): Promise<Agent | undefined> {
  return selectOne<Agent>(sql, `SELECT ${COLUMNS} FROM agents WHERE id = ?`, [id]);
}

/** Whoever has this e-mail, active or not; locked, so that what is decided about them holds until the commit. */
export function lockAgentByEmail(tx: Sql, email: string): Promise<Agent | undefined> {
  return selectOne<Agent>(tx, `SELECT ${COLUMNS} FROM agents WHERE email = ? FOR UPDATE`, [email]);
}

/** The actor an active agent is. */
export function actorOf(agent: Agent): Actor {
  return { kind: 'agent', id: agent.id, name: agent.name, role: agent.role, slackUserId: agent.slack_user_id };
}

/** Whose deed it is, for a column that names a person; null when the house itself acts, or a customer. */
export function agentIdOf(actor: Actor): number | null {
  return actor.kind === 'agent' ? actor.id : null;
}

/** `08:00-17:00`: from when to when somebody works. */
const SHIFT = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/;

export const agentInput = z.object({
  name: z.string().trim().min(2, 'give the person’s name').max(120),
  email: z.email('must be an e-mail address').toLowerCase(),
  role: z.enum(['agent', 'supervisor', 'admin']),
  slackUserId: z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'must be a Slack user id (U…): profile → ⋮ → Copy member ID').optional(),
  passwordHash: z.string().optional(),
  /** `none` takes it away. */
  shift: z.literal('none').or(z.string().regex(SHIFT, 'must be like 08:00-17:00, or none').refine((shift) => shift.slice(0, 5) !== shift.slice(6), 'must not end when it starts')).optional(),
  active: z.boolean().default(true),
});

/**
 * Adds a person, or updates the one with this e-mail. What is not given stays as it was; active unless said otherwise.
 * @throws Refused `portal:agents.slack_taken` when the Slack user belongs to somebody else
 */
export async function saveAgent(sql: Sql, now: Date, given: z.input<typeof agentInput>): Promise<{ created: boolean }> {
  const agent = agentInput.parse(given);
  const [, starts = null, ends = null] = SHIFT.exec(agent.shift ?? '') ?? [];
  try {
    const result = await write(
      sql,
      `INSERT INTO agents (name, email, slack_user_id, role, active, password_hash, shift_starts, shift_ends, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE name = VALUES(name), role = VALUES(role), active = VALUES(active), slack_user_id = COALESCE(VALUES(slack_user_id), slack_user_id),
         password_hash = COALESCE(VALUES(password_hash), password_hash), updated_at = VALUES(updated_at)`,
      [agent.name, agent.email, null, agent.role, agent.active, agent.passwordHash ?? null, starts, ends, now, now],
    );
    if (agent.slackUserId) await write(sql, 'UPDATE agents SET slack_user_id = ? WHERE email = ?', [agent.slackUserId, agent.email]);
    if (agent.shift !== undefined) await write(sql, 'UPDATE agents SET shift_starts = ?, shift_ends = ? WHERE email = ?', [starts, ends, agent.email]);
    return { created: result.affectedRows === 1 };
  } catch (error) {
    if (isDuplicate(error)) throw new Refused('portal:agents.slack_taken', { slack: agent.slackUserId ?? '' });
    throw error;
  }
}

/**
 * Adds a person whose e-mail and Slack user nobody else has: unlike saveAgent, it changes nobody who is there.
 * @throws Refused `slack:refused.join_taken` when one of them is in use
 */
export async function addAgent(sql: Sql, now: Date, { name, email, role, slackUserId }: { name: string; email: string; role: Role; slackUserId: string }): Promise<void> {
  try {
    await write(sql, 'INSERT INTO agents (name, email, slack_user_id, role, active, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)', [name, email, slackUserId, role, now, now]);
  } catch (error) {
    if (isDuplicate(error)) throw new Refused('slack:refused.join_taken');
    throw error;
  }
}
