import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { selectOne, type Sql } from '../../src/db/rows.js';
import type { Agent } from '../../src/domain/people/agents.js';

export interface Member extends Agent {
  /** Changes with the password; people who come in with Slack only may have none. */
  passwordMark: string;
}

interface Row extends Agent {
  password_hash: string | null;
}

const COLUMNS = 'id, name, email, slack_user_id, role, active, password_hash';

function mayEnter(row: Row | undefined): row is Row {
  return row !== undefined && row.active === 1 && row.role !== 'agent';
}

function memberOf({ password_hash, ...agent }: Row): Member {
  return { ...agent, passwordMark: createHash('sha256').update(password_hash ?? '').digest('base64url').slice(0, 22) };
}

/** The person behind a session, as they are now: undefined once they may not use the portal any more. */
export async function findMember(sql: Sql, id: number): Promise<Member | undefined> {
  const row = await selectOne<Row>(sql, `SELECT ${COLUMNS} FROM agents WHERE id = ?`, [id]);
  return mayEnter(row) ? memberOf(row) : undefined;
}

/** Who has this Slack user, if they may use the portal. */
export async function findMemberBySlack(sql: Sql, slackUserId: string): Promise<Member | undefined> {
  const row = await selectOne<Row>(sql, `SELECT ${COLUMNS} FROM agents WHERE slack_user_id = ?`, [slackUserId]);
  return mayEnter(row) ? memberOf(row) : undefined;
}

/**
 * A function that tells who signs in: an active supervisor or administrator with this password, else undefined. It
 * takes the same time for unknown e-mails, since a hash (of a password nobody knows) is verified for them as well.
 */
export async function credentialCheck(sql: Sql): Promise<(email: string, password: string) => Promise<Member | undefined>> {
  const nobody = await hash(randomBytes(24).toString('hex'));
  return async (email, password) => {
    const row = await selectOne<Row>(sql, `SELECT ${COLUMNS} FROM agents WHERE email = ?`, [email]);
    const matches = await verify(row?.password_hash ?? nobody, password);
    return matches && mayEnter(row) && row.password_hash !== null ? memberOf(row) : undefined;
  };
}
