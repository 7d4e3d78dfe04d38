import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertMany, write } from '../../src/db/rows.js';
import { takeReply } from '../../src/domain/inbox/send-reply.js';
import { findAgent } from '../../src/domain/people/agents.js';
import { DEFAULT_TARGETS, policyInForce, type Target } from '../../src/domain/sla/policy.js';
import { checkTargets, savePolicy } from '../../src/domain/sla/save-policy.js';
import { whatIf } from '../../src/domain/sla/what-if.js';
import { Refused } from '../../src/kit/errors.js';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: { reply_guard: 'any' } });
  jumpTo(world, QUIET_MONDAY);
});
afterAll(() => world.end());

const withNormal = (change: Partial<Target>): Target[] => DEFAULT_TARGETS.map((target) => (target.priority === 'normal' ? { ...target, ...change } : target));
const save = (targets: Target[]) => world.house.ledger.run({ kind: 'system' }, {}, async (ctx) => savePolicy(ctx, targets, 'teste', (await policyInForce(ctx.tx, ctx.now)).id));
const answer = async (id: number, ts: string) => {
  const author = await findAgent(world.house.source.manager, 1);
  return world.house.ledger.run({ kind: 'agent', id: 1, name: 'Ana Lima', role: 'agent', slackUserId: 'U0ANA000001' }, { conversation: id }, (ctx) =>
    takeReply(ctx, { channelId: 'C1', threadTs: `${id}.1`, ts, slackUserId: 'U0ANA000001', intent: 'reply', body: 'Certo.', author }));
};

describe('goals that make no sense are refused at their field', () => {
  test.each<[string, Target[], string, string]>([
    ['zero minutes', withNormal({ first_response_minutes: 0 }), 'portal:sla.minutes', 'normal.first_response_minutes'],
    ['half a minute', withNormal({ next_response_minutes: 0.5 }), 'portal:sla.minutes', 'normal.next_response_minutes'],
    ['no number', withNormal({ resolution_minutes: Number.NaN }), 'portal:sla.minutes', 'normal.resolution_minutes'],
    ['resolved before answered', withNormal({ first_response_minutes: 300 }), 'portal:sla.resolution_first', 'normal.resolution_minutes'],
    ['resolved before the next answer', withNormal({ next_response_minutes: 241 }), 'portal:sla.resolution_first', 'normal.resolution_minutes'],
    ['at risk only when it is over', withNormal({ at_risk_percent: 100 }), 'portal:sla.percent', 'normal.at_risk_percent'],
    ['a priority without a goal', DEFAULT_TARGETS.slice(1), 'portal:sla.one_each', 'low'],
    ['a priority with two', [...DEFAULT_TARGETS, ...DEFAULT_TARGETS.slice(0, 1)], 'portal:sla.one_each', 'low'],
  ])('%s', (_, targets, key, field) => {
    expect(() => checkTargets(targets)).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ messageKey: key, field })] }) as unknown as Refused);
  });

  test('nothing is stored of them', async () => {
    await expect(save(withNormal({ first_response_minutes: 0 }))).rejects.toBeInstanceOf(Refused);
    expect(await world.rows('SELECT id FROM sla_policies')).toEqual([]);
  });
});

test('a new version moves what runs; what has stopped keeps its goal; the what-if tells beforehand', async () => {
  await goTo(world, 'Mon', '10:00');
  await world.phone('5511988887777').says('Bom dia');
  await world.phone('5511977776666').says('Bom dia');
  await world.settle();
  await goTo(world, 'Mon', '10:20');
  await answer(1, '1.1');
  const targets = withNormal({ first_response_minutes: 10, next_response_minutes: 10 });
  expect(await whatIf(world.house.source.manager, world.clock.now(), targets)).toEqual([{ priority: 'normal', kind: 'first_response', met: 1, breached: 0, wouldMeet: 0, wouldBreach: 1 }]);
  const policyId = await save(targets);
  await goTo(world, 'Mon', '10:21');
  expect(await world.rows("SELECT conversation_id, outcome, goal_minutes, policy_id FROM sla_clocks WHERE kind = 'first_response' ORDER BY conversation_id")).toEqual([
    { conversation_id: 1, outcome: 'met', goal_minutes: 30, policy_id: 0 },
    { conversation_id: 2, outcome: 'running', goal_minutes: 10, policy_id: policyId },
  ]);
  // Late by the new goal: told once it is planned again.
  expect(await world.rows("SELECT conversation_id FROM conversation_history WHERE action = 'sla_breached'")).toEqual([{ conversation_id: 2 }]);
  expect(await world.rows("SELECT reason FROM sla_replans WHERE finished_at IS NULL")).toEqual([]);
});

test('the what-if reads thirty days by the index, and nothing older', async () => {
  const now = world.clock.now();
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const row = (days: number, spent: number) => [900 + days, 'resolution', 0, 'urgent', 'n1', 60, ago(days + 1), ago(days), spent, spent > 60 ? 'breached' : 'met'];
  await insertMany(world.house.source.manager, 'INSERT INTO sla_clocks (conversation_id, kind, policy_id, priority, level, goal_minutes, started_at, stopped_at, spent_minutes, outcome) VALUES ?', [row(1, 50), row(10, 60), row(20, 70), row(29, 45), row(31, 10), row(400, 10)]);
  const found = (await whatIf(world.house.source.manager, now, withNormal({}).map((target) => (target.priority === 'urgent' ? { ...target, resolution_minutes: 50 } : target)))).filter((one) => one.kind === 'resolution');
  expect(found).toEqual([{ priority: 'urgent', kind: 'resolution', met: 3, breached: 1, wouldMeet: 2, wouldBreach: 2 }]);
});

test('10,000 running clocks are planned again in the background; an answer meanwhile does not wait', async () => {
  const sql = world.house.source.manager;
  const [FIRST, MANY] = [10_000, 10_000];
  const now = world.clock.now();
  const ids = Array.from({ length: MANY }, (_, index) => FIRST + index);
  for (let from = 0; from < MANY; from += 2000) {
    const some = ids.slice(from, from + 2000);
    await write(sql, 'INSERT INTO contacts (id, phone, name, created_at, updated_at) VALUES ?', [some.map((id) => [id, `5521${String(900_000_000 + id)}`, 'Casa', now, now])]);
    await write(sql, 'INSERT INTO conversations (id, contact_id, open_contact_id, opened_at, waiting_since, last_message_at, created_at, updated_at) VALUES ?', [some.map((id) => [id, id, id, now, now, now, now, now])]);
    await write(sql, 'INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, goal_minutes, started_at) VALUES ?', [some.map((id) => [id, 'first_response', `${id}:first_response`, 0, 'normal', 'n1', 30, now])]);
  }
  await save(withNormal({ first_response_minutes: 45 }));
  world.clock.advance(11_000);
  let done = false;
  const replan = (async () => {
    while ((await world.rows('SELECT id FROM sla_replans WHERE finished_at IS NULL')).length > 0) await world.tick();
    done = true;
  })();
  let answered = 0;
  for (; !done && answered < 200; answered += 1) await answer(FIRST + answered * 37, `m.${answered}`);
  await replan;
  const [row] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM sla_clocks WHERE conversation_id >= ? AND outcome = 'running' AND kind = 'first_response' AND (goal_minutes <> 45 OR due_at IS NULL)", [FIRST]);
  expect(Number(row?.n)).toBe(0);
  expect(answered).toBeGreaterThan(1);
}, 120_000);
