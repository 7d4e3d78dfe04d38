import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { discardDeadEvent, retryDeadEvent } from '../../src/domain/letterbox/dead-events.js';
import { retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { startWorld, type World } from '../support/world.js';
import { textsOf } from '../support/thread.js';

/** What was given up and is tried again takes the place it had. */
describe('a retry keeps the order', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const asHouse = (command: Parameters<World['house']['ledger']['run']>[2]) => world.house.ledger.run({ kind: 'system' }, {}, command);
  const eventsOf = (status: string) => world.rows<{ id: number }>('SELECT id FROM webhook_events WHERE status = ? ORDER BY occurred_at, id', [status]);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('a dead event is taken before those of its stream that happened later and still wait', async () => {
    for (const text of ['primeira', 'segunda', 'terceira']) await maria().says(text);
    await world.zapi.settled();
    const [first] = await eventsOf('pending');
    await world.rows("UPDATE webhook_events SET status = 'dead', attempts = 7, last_error = 'a bug of ours' WHERE id = ?", [first?.id]);
    await asHouse((ctx) => retryDeadEvent(ctx, Number(first?.id)));
    await world.settle();
    expect(await textsOf(world)).toEqual(['Olá', 'primeira', 'segunda', 'terceira']);
    expect(await eventsOf('dead')).toEqual([]);
  });

  test('what came after it meanwhile stays; it is shown late, not lost', async () => {
    await maria().says('perdida');
    await world.zapi.settled();
    const [lost] = await eventsOf('pending');
    await world.rows("UPDATE webhook_events SET status = 'dead' WHERE id = ?", [lost?.id]);
    await maria().says('depois');
    await world.settle();
    expect((await textsOf(world)).at(-1)).toBe('depois');
    await asHouse((ctx) => retryDeadEvent(ctx, Number(lost?.id)));
    await world.settle();
    expect(await textsOf(world)).toEqual(expect.arrayContaining(['perdida', 'depois']));
    expect(await world.rows("SELECT id FROM messages WHERE body = 'perdida'")).toHaveLength(1);
  });

  test('a discarded event brings nothing and is told as given up, with its reason', async () => {
    await maria().says('descartada');
    await world.zapi.settled();
    const [event] = await eventsOf('pending');
    await world.rows("UPDATE webhook_events SET status = 'dead' WHERE id = ?", [event?.id]);
    await expect(asHouse((ctx) => discardDeadEvent(ctx, Number(event?.id), ' ok '))).rejects.toThrow('portal:dead.reason_needed');
    await asHouse((ctx) => discardDeadEvent(ctx, Number(event?.id), 'teste da operadora, telefone 11 98888-7777'));
    await expect(asHouse((ctx) => retryDeadEvent(ctx, Number(event?.id)))).rejects.toThrow('portal:dead_events.not_dead');
    await world.settle();
    expect(await world.rows("SELECT id FROM messages WHERE body = 'descartada'")).toEqual([]);
    const [line] = await world.rows<{ detail: string }>("SELECT detail FROM conversation_history WHERE action = 'event_discarded'");
    expect(JSON.parse(line?.detail ?? '{}')).toEqual({ event: Number(event?.id), why: 'teste da operadora, telefone •••phone•••' });
  });

  test('a dead delivery leaves before what waits behind it in its lane', async () => {
    world.slack.fail({ method: 'chat.postMessage', when: (args) => String(args['text']).includes('travada'), how: { error: 'msg_too_long' } });
    await maria().says('travada');
    await world.settle();
    const [letter] = await world.rows<{ id: number }>("SELECT id FROM deliveries WHERE status = 'dead'");
    world.slack.clearFailures();
    await maria().says('seguinte');
    await world.zapi.settled();
    await asHouse((ctx) => retryDeadLetter(ctx, Number(letter?.id)));
    await world.settle();
    expect((await textsOf(world)).slice(-2)).toEqual(['travada', 'seguinte']);
  });
});
