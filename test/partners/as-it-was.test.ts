import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reopenByPerson } from '../../src/domain/funnel/reopen.js';
import { CLOCK_COLUMNS, type Clock } from '../../src/domain/sla/clocks.js';
import { stopClock } from '../../src/domain/sla/end-clocks.js';
import { alertWhenDue } from '../../src/domain/sla/alert-when-due.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { SOFIA } from '../support/world.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

/** What happened is told as it was, whatever has changed by the time the other system listens again. */
const BUSY = { how: 'status', status: 429, headers: { 'retry-after': '60' } } as const;
let house: PartneredWorld;
let people = 0;
beforeAll(async () => {
  house = await startPartneredWorld();
});
afterAll(() => house.end());

const bodiesOf = (partner: 'crm' | 'operacao' | 'integracoes', conversation: number) =>
  house.partners[partner].effects.filter((effect) => (effect['conversation'] as { id: number } | null)?.id === conversation);
async function somebodyWrites(): Promise<number> {
  people += 1;
  await house.world.phone(`55119${70000000 + people}`, { name: `Família ${people}` }).says('Olá');
  await house.world.settle();
  return people;
}

test('a loss reaches the CRM with its reason, though the conversation was reopened in the meantime', async () => {
  const other = await somebodyWrites();
  const lost = await somebodyWrites();
  for (const id of [other, lost]) await house.move(id, 'triage');
  await house.move(lost, 'proposal');
  house.partners.crm.misbehave(BUSY);
  await house.move(other, 'proposal');
  await house.move(lost, 'lost', 'price');
  await house.world.rows("UPDATE loss_reasons SET label = 'Outro nome' WHERE code = 'price'");
  await house.world.house.ledger.run(await house.actor(SOFIA), { conversation: lost }, reopenByPerson);
  await house.world.pass(70_000);
  await house.world.pass(30_000);
  expect(bodiesOf('crm', lost).map(({ stage, loss }) => ({ stage, loss }))).toEqual([
    { stage: 'proposal', loss: null }, { stage: 'lost', loss: { reason: 'price', label: 'Preço' } }, { stage: 'proposal', loss: null },
  ]);
});

test('a breach reaches Operations as it was told, though an answer in time is learned of in the meantime', async () => {
  const { world } = house;
  const other = await somebodyWrites();
  const late = await somebodyWrites();
  house.partners.operacao.misbehave(BUSY);
  await world.house.ledger.run({ kind: 'system' }, { conversation: other }, async (ctx) => ctx.record({ kind: 'level_moved', conversationId: other, from: 'n2', to: 'n3', reason: 'waited', by: 'clock' }));
  await world.settle(0);
  world.clock.advance(5000);
  const due = new Date(world.clock.now().getTime() - 1000);
  await world.rows("UPDATE sla_clocks SET due_at = ? WHERE conversation_id = ? AND kind = 'first_response'", [due, late]);
  await world.house.ledger.run({ kind: 'system' }, { conversation: late }, alertWhenDue);
  const [clock] = await world.rows<Clock>(`SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? AND kind = 'first_response'`, [late]);
  if (!clock) throw new Error('no clock runs');
  await world.house.ledger.run({ kind: 'system' }, { conversation: late }, (ctx) => stopClock(ctx, ctx.conversation, clock, clock.started_at, []));
  expect(await world.rows('SELECT breached_at FROM sla_clocks WHERE id = ?', [clock.id])).toEqual([{ breached_at: null }]);
  await world.pass(70_000);
  await world.pass(30_000);
  expect(await house.left()).toEqual([]);
  expect(bodiesOf('operacao', late)).toMatchObject([{ cause: 'sla_breach', sla: { clock: 'first_response', goalMinutes: clock.goal_minutes, startedAt: clock.started_at.toISOString(), breachedAt: due.toISOString() } }]);
});

test('two contacts prove to be one person: the hub learns that one of their conversations ended', async () => {
  const { world } = house;
  world.phone('5511988884001', { name: 'Clara', lid: '4001@lid' });
  const start = world.clock.now().getTime();
  await arriveInTurn(world, messageBody('um', { phone: '4001@lid', chatLid: '4001@lid', senderName: 'Clara', momment: start - 60_000 }), messageBody('dois', { phone: '5511988884001', senderName: 'Clara', momment: start - 50_000 }));
  await arrive(world, messageBody('os dois', { phone: '5511988884001', chatLid: '4001@lid', senderName: 'Clara', momment: start - 30_000 }));
  await world.pass(60_000);
  const [merged] = await world.rows<{ id: number }>('SELECT id FROM conversations WHERE merged_into_id IS NOT NULL');
  expect(bodiesOf('integracoes', merged?.id as number)).toMatchObject([
    { type: 'lead_received' },
    { type: 'status_changed', data: { from: 'new', to: 'closed', lossReason: null }, conversation: { status: 'closed' } },
    { type: 'conversation_closed', data: { from: 'new' } },
  ]);
});
