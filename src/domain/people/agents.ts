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
}

const COLUMNS = 'id, name, email, slack_user_id, role, active';

/** The person of the team with this Slack id, active or not. */
export function findAgentBySlackId(sql: Sql, slackUserId: string): Promise<Agent | undefined> {
  return selectOne<Agent>(sql, `SELECT ${COLUMNS} FROM agents WHERE slack_user_id = ?`, [slackUserId]);
}

/** One person by id. */
export function findAgent(sql: Sql, id: number): Promise<Agent | undefined> {
  return selectOne<Agent>(sql, `SELECT ${COLUMNS} FROM agents WHERE id = ?`, [id]);
}

/** The actor an active agent is. */
export function actorOf(agent: Agent): Actor {
  return { kind: 'agent', id: agent.id, name: agent.name, role: agent.role, slackUserId: agent.slack_user_id };
}

export const agentInput = z.object({
  name: z.string().trim().min(2, 'give the person’s name').max(120),
  email: z.email('must be an e-mail address').toLowerCase(),
  role: z.enum(['agent', 'supervisor', 'admin']),
  slackUserId: z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'must be a Slack user id (U…): profile → ⋮ → Copy member ID').optional(),
  passwordHash: z.string().optional(),
});

/**
 * Adds a person, or updates the one with this e-mail. What is not given stays as it was.
 * @throws Refused `portal:agents.slack_taken` when the Slack user belongs to somebody else
 */
export async function saveAgent(sql: Sql, now: Date, given: z.input<typeof agentInput>): Promise<{ created: boolean }> {
  const agent = agentInput.parse(given);
  try {
    const result = await write(
      sql,
      `INSERT INTO agents (name, email, slack_user_id, role, active, password_hash, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?)
       ON DUPLICATE KEY UPDATE name = VALUES(name), role = VALUES(role), active = 1, slack_user_id = COALESCE(VALUES(slack_user_id), slack_user_id),
         password_hash = COALESCE(VALUES(password_hash), password_hash), updated_at = VALUES(updated_at)`,
      [agent.name, agent.email, null, agent.role, agent.passwordHash ?? null, now, now],
    );
    if (agent.slackUserId) await write(sql, 'UPDATE agents SET slack_user_id = ? WHERE email = ?', [agent.slackUserId, agent.email]);
    return { created: result.affectedRows === 1 };
  } catch (error) {
    if (isDuplicate(error)) throw new Refused('portal:agents.slack_taken', { slack: agent.slackUserId ?? '' });
    throw error;
  }
}
