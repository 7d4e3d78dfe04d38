import { z } from 'zod';
import { selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { cleanText } from '../../kit/text/clean.js';
import type { Ctx } from '../ctx.js';
import type { FactOf, Role } from '../facts.js';
import { addAgent, agentIdOf, findAgent, findAgentBySlackId, lockAgentByEmail } from './agents.js';
import { permitInHouse } from './permissions.js';

export interface TeamRequest {
  id: number;
  slack_user_id: string;
  name: string;
  email: string;
  state: 'asked' | 'approved' | 'declined';
  decided_by: number | null;
  decided_at: Date | null;
}

/** For how long somebody who was declined cannot ask again, ms. */
const DECLINED_FOR_MS = 24 * 3_600_000;

const nameInput = z.string().transform((name) => cleanText(name).replace(/\s+/g, ' ').trim()).pipe(z.string().min(2).max(120));
const emailInput = z.email().max(190).toLowerCase();

export function findTeamRequest(sql: Sql, id: number, lock?: 'lock'): Promise<TeamRequest | undefined> {
  return selectOne<TeamRequest>(sql, `SELECT id, slack_user_id, name, email, state, decided_by, decided_at FROM team_requests WHERE id = ?${lock ? ' FOR UPDATE' : ''}`, [id]);
}

/** The person of the team who has the e-mail somebody asks with, whoever that is. */
export function knownByEmail(sql: Sql, email: string): Promise<{ id: number; name: string; role: Role; slack_user_id: string | null } | undefined> {
  return selectOne(sql, 'SELECT id, name, role, slack_user_id FROM agents WHERE email = ?', [email]);
}

/** @throws Refused when this Slack user is in the team already, or was and is inactive */
export async function refuseMember(sql: Sql, slackUserId: string): Promise<void> {
  const agent = await findAgentBySlackId(sql, slackUserId);
  if (agent) throw new Refused(agent.active === 1 ? 'slack:refused.join_member' : 'slack:refused.inactive');
}

/**
 * "Entrar na equipe": one request a Slack user; asking again changes it. Whether they are a person of this workspace and
 * no guest is the door's to find out (bot/newcomer.ts): only Slack knows.
 * @throws Refused at the field `name` or `email`; when already in the team; when declined less than a day ago
 */
export async function askToJoin(ctx: Ctx, given: { slackUserId: string; name: string; email: string }): Promise<void> {
  const { tx, now } = ctx;
  const name = nameInput.safeParse(given.name);
  if (!name.success) throw new Refused('slack:refused.join_name', {}, 'name');
  const email = emailInput.safeParse(given.email.trim());
  if (!email.success) throw new Refused('slack:refused.join_email', {}, 'email');
  await refuseMember(tx, given.slackUserId);
  const { affectedRows } = await write(tx, 'INSERT IGNORE INTO team_requests (slack_user_id, name, email, asked_at) VALUES (?, ?, ?, ?)', [given.slackUserId, name.data, email.data, now]);
  const request = (await selectOne<TeamRequest>(tx, 'SELECT id, state, decided_at FROM team_requests WHERE slack_user_id = ? FOR UPDATE', [given.slackUserId])) as TeamRequest;
  const isNew = affectedRows === 1;
  if (request.state === 'declined' && now.getTime() - (request.decided_at?.getTime() ?? 0) < DECLINED_FOR_MS) throw new Refused('slack:refused.join_declined');
  if (!isNew) await write(tx, "UPDATE team_requests SET name = ?, email = ?, state = 'asked', asked_at = ?, decided_by = NULL, decided_at = NULL WHERE id = ?", [name.data, email.data, now, request.id]);
  ctx.record({ kind: 'team_join_asked', requestId: request.id, again: !isNew && request.state === 'asked' });
}

/**
 * Whoever asked becomes somebody of the team: a new person with `role`, or the person `knownId` who has that e-mail and no
 * Slack user yet, with the role they have. A Slack link that exists is never taken over.
 * @throws Refused what the approver may not give, or what stands in the way; `slack:refused.join_decided` for the second of two
 */
export async function approveJoin(ctx: Ctx, requestId: number, { role, knownId }: { role: Role; knownId: number | null }): Promise<TeamRequest> {
  const request = await openRequest(ctx, requestId);
  await refuseMember(ctx.tx, request.slack_user_id);
  const known = await lockAgentByEmail(ctx.tx, request.email);
  if (known && known.slack_user_id !== null) throw new Refused('slack:refused.join_email_linked', { email: request.email, name: known.name });
  if (known && knownId !== known.id) throw new Refused('slack:refused.join_known', { email: request.email, name: known.name });
  if ((known?.role ?? role) !== 'agent') permitInHouse(ctx.actor, 'make somebody a supervisor');
  if (known) await write(ctx.tx, 'UPDATE agents SET slack_user_id = ?, active = 1, updated_at = ? WHERE id = ?', [request.slack_user_id, ctx.now, known.id]);
  else await addAgent(ctx.tx, ctx.now, { name: request.name, email: request.email, role, slackUserId: request.slack_user_id });
  await decide(ctx, request, 'approved');
  return request;
}

/** Whoever asked stays outside. @throws Refused `slack:refused.join_decided` */
export async function declineJoin(ctx: Ctx, requestId: number): Promise<TeamRequest> {
  const request = await openRequest(ctx, requestId);
  await decide(ctx, request, 'declined');
  return request;
}

/** The request, locked: of two people who decide at once the second finds it decided. */
async function openRequest(ctx: Ctx, requestId: number): Promise<TeamRequest> {
  permitInHouse(ctx.actor, 'decide who joins the team');
  const request = await findTeamRequest(ctx.tx, requestId, 'lock');
  if (!request) throw new Refused('slack:refused.already_decided');
  if (request.state === 'asked') return request;
  const decider = request.decided_by === null ? undefined : await findAgent(ctx.tx, request.decided_by);
  throw new Refused('slack:refused.join_decided', { name: request.name, who: decider?.name ?? '' });
}

async function decide(ctx: Ctx, request: TeamRequest, decision: FactOf<'team_join_decided'>['decision']): Promise<void> {
  await write(ctx.tx, 'UPDATE team_requests SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?', [decision, agentIdOf(ctx.actor), ctx.now, request.id]);
  ctx.record({ kind: 'team_join_decided', requestId: request.id, decision });
}
