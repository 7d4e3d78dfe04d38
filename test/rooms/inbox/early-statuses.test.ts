import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertMany } from '../../../src/db/rows.js';
import type { MessageStatus } from '../../../src/domain/facts.js';
import { recordGatewayIds } from '../../../src/domain/inbox/record-gateway-ids.js';
import { recordStatus } from '../../../src/domain/inbox/record-status.js';
import { arrive, messageBody } from '../../support/webhook.js';
import { startWorld, type World } from '../../support/world.js';

const SYSTEM = { kind: 'system' } as const;

describe('ticks that come before we know the message they belong to', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await arrive(world, messageBody('oi', { phone: '5511922220001' }));
  });
  afterAll(() => world.end());

  /** An outbound message whose send is under way. */
  async function sending(): Promise<number> {
    const now = world.clock.now();
    const [id] = await insertMany(world.house.source.manager, 'INSERT INTO messages (conversation_id, contact_id, direction, body, author_kind, status, occurred_at, created_at) VALUES ?', [[1, 1, 'outbound', 'x', 'agent', 'queued', now, now]]);
    return id as number;
  }
  const report = (externalIds: string[], status: MessageStatus, gatewayId: string | null = null, error: string | null = null) =>
    world.house.ledger.run(SYSTEM, {}, (ctx) => recordStatus(ctx, { externalIds, status, gatewayId, error, occurredAt: ctx.now }));
  const answered = (id: number, externalId: string, gatewayId: string | null = null) => world.house.ledger.run(SYSTEM, {}, (ctx) => recordGatewayIds(ctx, id, { externalId, gatewayId }));
  const statusOf = async (id: number) => (await world.rows<{ status: string; error: string | null }>('SELECT status, error FROM messages WHERE id = ?', [id]))[0];
  const waiting = () => world.rows('SELECT external_id, status FROM early_statuses ORDER BY external_id, status');

  test('wait for it, and are applied when the answer comes, whatever their order', async () => {
    for (const status of ['read', 'delivered', 'sent'] as const) expect(await report(['E1'], status)).toBe('status_early');
    const id = await sending();
    await answered(id, 'E1');
    expect(await statusOf(id)).toEqual({ status: 'read', error: null });
    expect(await waiting()).toEqual([]);
  });

  test('one report for a known message and one yet unknown serves both', async () => {
    const [first, second] = [await sending(), await sending()];
    await answered(first, 'K1');
    expect(await report(['K1', 'U1'], 'delivered')).toBe('status');
    expect(await statusOf(first)).toMatchObject({ status: 'delivered' });
    expect(await waiting()).toEqual([{ external_id: 'U1', status: 'delivered' }]);
    await answered(second, 'U1');
    expect(await statusOf(second)).toMatchObject({ status: 'delivered' });
    expect(await waiting()).toEqual([]);
  });

  test('a failure finds its message by the gateway’s own id', async () => {
    const id = await sending();
    await answered(id, 'M1', 'Z1');
    expect(await report(['Z1'], 'failed', 'Z1', 'Phone number does not exist')).toBe('status');
    expect(await statusOf(id)).toEqual({ status: 'failed', error: 'Phone number does not exist' });
    await report(['M1'], 'delivered');
    expect(await statusOf(id)).toEqual({ status: 'delivered', error: null });
  });

  test('an early failure as well', async () => {
    await report(['Z2', 'Z2'], 'failed', 'Z2', 'Timeout on send message');
    const id = await sending();
    await answered(id, 'M2', 'Z2');
    expect(await statusOf(id)).toEqual({ status: 'failed', error: 'Timeout on send message' });
  });
});
