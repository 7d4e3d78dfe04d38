import { selectOne, write } from '../../db/rows.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { ClockKind, Fact, FactOf } from '../facts.js';
import { HUMAN_ANSWERS } from '../inbox/is-answer.js';
import { instantAfter, type Pause } from './clock-rules.js';
import { CLOCK_COLUMNS, pausesOf, runningClocks, type Clock } from './clocks.js';
import { answeredAt, stopClock, withdrawClocks } from './end-clocks.js';
import { planNext } from './plan-next.js';
import { goalOf, policyInForce, type Policy } from './policy.js';

/** A clock that should run, and since when. */
interface Wanted {
  kind: ClockKind;
  startedAt: Date;
}

/**
 * Brings a conversation's clocks to what its state asks for; called after every fact that may change it. What should run
 * follows from the row alone, so it does not matter in which order facts come, or whether one comes twice:
 * - resolution, while it is open;
 * - one response clock while the customer waits, since `waiting_since`: the first response until a person has answered in
 *   this conversation, afterwards the next one. Automatic messages never clear `waiting_since`, so they are no response.
 */
export async function keepClocks(ctx: Ctx, fact: Fact): Promise<void> {
  if (!('conversationId' in fact) || fact.conversationId === null) return;
  const conversation = await ctx.lock(fact.conversationId);
  const running = await runningClocks(ctx.tx, conversation.id);
  const wanted = await wantedClocks(ctx, conversation, running);
  // One without a moment stood in a pause, which this message may have ended.
  const isPlanned = (clock: Clock) => wanted.some((want) => want.kind === clock.kind && want.startedAt.getTime() === clock.started_at.getTime()) && clock.priority === conversation.priority && clock.due_at !== null;
  if (fact.kind === 'message_received' && running.length === wanted.length && running.every(isPlanned)) return;
  const given = { policy: await policyInForce(ctx.tx, ctx.now), pauses: await pausesOf(ctx.tx, conversation.id) };
  const of = (want: Wanted, clock: Clock) => isResponse(want) === isResponse(clock) && want.startedAt <= clock.started_at;
  for (const clock of running) if (!wanted.some((want) => of(want, clock))) await stopClock(ctx, conversation, clock, await answeredAt(ctx, fact, clock), given.pauses);
  const kept: Clock[] = [];
  for (const want of wanted) kept.push(await runClock(ctx, conversation, want, running.find((clock) => of(want, clock)), given));
  await planNext(ctx, conversation.id, kept);
}

const isResponse = ({ kind }: { kind: ClockKind }) => kind !== 'resolution';

/** A send that failed answered nobody; one that arrived after all did. Other statuses change no clock. */
export async function keepClocksOfFailed(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.from === 'failed' || fact.to === 'failed') await keepClocks(ctx, fact);
}

async function wantedClocks(ctx: Ctx, conversation: Conversation, running: Clock[]): Promise<Wanted[]> {
  if (conversation.open_contact_id === null) return [];
  const resolution = running.find((clock) => clock.kind === 'resolution');
  const since = resolution?.started_at ?? (await selectOne(ctx.tx, "SELECT id FROM sla_clocks WHERE conversation_id = ? AND kind = 'resolution' LIMIT 1", [conversation.id]) ? ctx.now : conversation.opened_at);
  const wanted: Wanted[] = [{ kind: 'resolution', startedAt: since }];
  if (conversation.waiting_since === null) return wanted;
  const startedAt = conversation.waiting_since;
  const same = running.find((clock) => isResponse(clock) && clock.started_at.getTime() === startedAt.getTime());
  const kind = same?.kind ?? ((await wasAnswered(ctx, conversation)) ? 'next_response' : 'first_response');
  return [...wanted, { kind, startedAt }];
}

/** Has a person answered in this conversation (words that went out or are on their way)? */
async function wasAnswered(ctx: Ctx, conversation: Conversation): Promise<boolean> {
  return (await selectOne(ctx.tx, `SELECT m.id ${HUMAN_ANSWERS} LIMIT 1`, [conversation.id])) !== undefined;
}

/**
 * Starts the clock, goes on with one that was stopped too early (its answer never left), or moves the one that runs (an
 * older message came late). Response clocks that began later within the same wait never were waits of their own.
 */
async function runClock(ctx: Ctx, conversation: Conversation, want: Wanted, running: Clock | undefined, given: { policy: Policy; pauses: Pause[] }): Promise<Clock> {
  const goal = goalOf(given.policy, conversation.priority, want.kind);
  const plan = {
    started_at: want.startedAt,
    due_at: instantAfter(ctx.calendar, want.startedAt, goal.minutes, given.pauses),
    at_risk_at: instantAfter(ctx.calendar, want.startedAt, goal.atRiskMinutes, given.pauses),
  };
  const isSame = running?.started_at.getTime() === want.startedAt.getTime();
  const earlier = isSame ? undefined : await stoppedClock(ctx, conversation.id, want);
  const clock = earlier ?? running ?? (await insertClock(ctx, conversation, want, given.policy.id, goal.minutes));
  if (!isSame && isResponse(want)) await withdrawClocks(ctx, conversation.id, want.startedAt, clock.id);
  const values = [given.policy.id, conversation.priority, conversation.level, conversation.assignee_id, goal.minutes, plan.started_at, plan.due_at, plan.at_risk_at];
  await write(
    ctx.tx,
    `UPDATE sla_clocks SET kind = ?, running_key = ?, policy_id = ?, priority = ?, level = ?, agent_id = ?, goal_minutes = ?, started_at = ?, due_at = ?, at_risk_at = ?, stopped_at = NULL, spent_minutes = NULL, outcome = 'running' WHERE id = ?`,
    [want.kind, `${conversation.id}:${want.kind}`, ...values, clock.id],
  );
  return { ...clock, ...plan, kind: want.kind, priority: conversation.priority, goal_minutes: goal.minutes };
}

/** A response clock of the same wait that was stopped by an answer which then did not go out. */
function stoppedClock(ctx: Ctx, conversationId: number, want: Wanted): Promise<Clock | undefined> {
  if (want.kind === 'resolution') return Promise.resolve(undefined);
  return selectOne<Clock>(
    ctx.tx,
    `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? AND kind <> 'resolution' AND started_at = ? AND running_key IS NULL ORDER BY id DESC LIMIT 1`,
    [conversationId, want.startedAt],
  );
}

async function insertClock(ctx: Ctx, conversation: Conversation, want: Wanted, policyId: number, goalMinutes: number): Promise<Clock> {
  const { insertId } = await write(
    ctx.tx,
    'INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, agent_id, goal_minutes, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [conversation.id, want.kind, `${conversation.id}:${want.kind}`, policyId, conversation.priority, conversation.level, conversation.assignee_id, goalMinutes, want.startedAt],
  );
  return {
    id: insertId, conversation_id: conversation.id, kind: want.kind, policy_id: policyId, planned_by: 0, priority: conversation.priority, level: conversation.level, goal_minutes: goalMinutes,
    started_at: want.startedAt, due_at: null, at_risk_at: null, risk_told_at: null, breached_at: null, stopped_at: null, spent_minutes: null, outcome: 'running',
  };
}
