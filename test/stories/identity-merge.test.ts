import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, cardOf, channelTexts, textsOf } from '../support/thread.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, startWorld, type World } from '../support/world.js';

describe('two contacts prove to be one person', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  /** The lid-only person, the phone-only person, and the message that shows both keys. */
  const ways = (n: number) => {
    world.phone(`551198888${n}`, { name: 'Clara', lid: `${n}@lid` });
    return { lid: { phone: `${n}@lid`, chatLid: `${n}@lid` }, phone: { phone: `551198888${n}` }, both: { phone: `551198888${n}`, chatLid: `${n}@lid` } };
  };
  const threadsOf = (conversation: number) =>
    world.rows<{ channel_id: string; thread_ts: string; live_conversation_id: number | null; retired_reason: string | null }>(
      'SELECT channel_id, thread_ts, live_conversation_id, retired_reason FROM conversation_threads WHERE conversation_id = ? ORDER BY id', [conversation],
    );
  const open = (n: number) => world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.lid = ? AND c.open_contact_id IS NOT NULL', [`${n}@lid`]);

  test('one contact, one open conversation, the whole history in one thread in order; the other thread gets a link and still reaches the customer', async () => {
    const start = world.clock.now().getTime();
    const { lid, phone, both } = ways(4001);
    await arriveInTurn(
      world,
      messageBody('um, pelo lid', { ...lid, senderName: 'Clara', momment: start - 60_000 }),
      messageBody('dois, pelo número', { ...phone, senderName: 'Clara', momment: start - 50_000 }),
      messageBody('três, pelo lid', { ...lid, senderName: 'Clara', momment: start - 40_000 }),
    );
    const [older, younger] = await world.rows<{ id: number }>('SELECT id FROM conversations ORDER BY id');
    const oldThread = await cardOf(world, younger?.id);
    await arrive(world, messageBody('quatro, com os dois', { ...both, senderName: 'Clara', momment: start - 30_000 }));

    expect(await world.rows("SELECT phone, lid FROM contacts WHERE merged_into_id IS NULL AND name = 'Clara'")).toEqual([{ phone: '5511988884001', lid: '4001@lid' }]);
    expect(await open(4001)).toEqual([{ id: older?.id }]);
    const texts = await textsOf(world, older?.id);
    expect(texts[0]).toBe('um, pelo lid');
    const recap = texts.find((text) => text.includes('dois, pelo número')) ?? '';
    expect(recap.split('\n').slice(1).map((line) => line.replace(/^.*:\* /, ''))).toEqual(['um, pelo lid', 'dois, pelo número', 'três, pelo lid']);
    expect(recap).toContain(`<https://`);
    expect(texts.filter((text) => text.endsWith('quatro, com os dois'))).toHaveLength(1);

    const left = world.slack.thread(oldThread.channel, oldThread.ts).slice(1).map((message) => message.text);
    expect(left[0]).toBe('dois, pelo número');
    expect(left[1]).toContain('Esta conversa continua em outro lugar');
    expect(left).toHaveLength(2);

    const clara = world.phone('5511988884001');
    await world.slack.post(ANA, oldThread.channel, 'Oi, Clara, escrevi na conversa antiga', { thread_ts: oldThread.ts });
    await world.settle();
    expect(clara.received.map((message) => message.text)).toEqual(['Oi, Clara, escrevi na conversa antiga']);
    await answer(world, ANA, 'E agora na nova', older?.id);
    expect(clara.received.map((message) => message.text)).toEqual(['Oi, Clara, escrevi na conversa antiga', 'E agora na nova']);
  });

  test('an incident of the conversation that ends is one of the conversation that goes on, and can be resolved there', async () => {
    const { lid, phone, both } = ways(4019);
    await arriveInTurn(world, messageBody('um', { ...lid, senderName: 'Clara' }), messageBody('dois', { ...phone, senderName: 'Clara' }));
    const [{ id: goes }] = (await world.rows('SELECT MAX(id) AS id FROM conversations')) as [{ id: number }];
    await world.slack.slash(ANA, ATENDIMENTO, '/incidente', `#${goes} alta atraso o cuidador não veio`);
    await world.settle();
    const [{ id: incident }] = (await world.rows('SELECT MAX(id) AS id FROM incidents')) as [{ id: number }];
    await arrive(world, messageBody('três', { ...both, senderName: 'Clara' }));
    const [stays] = await open(4019);
    expect(stays?.id).not.toBe(goes);
    expect(JSON.stringify((await cardOf(world, stays?.id)).blocks)).toContain('1 incidente aberto');
    await answer(world, SOFIA, `!resolver I-${incident} trocamos o cuidador`, stays?.id);
    expect(await world.rows('SELECT status, conversation_id FROM incidents WHERE id = ?', [incident])).toEqual([{ status: 'resolved', conversation_id: stays?.id }]);
    expect(JSON.stringify((await cardOf(world, stays?.id)).blocks)).not.toContain('incidente aberto');
  });

  test('the conversation that somebody owns goes on', async () => {
    const { lid, phone, both } = ways(4002);
    await arriveInTurn(world, messageBody('primeira', lid), messageBody('segunda', phone));
    const [first, second] = (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.lid = ? OR p.phone = ? ORDER BY c.id', [lid.chatLid, phone.phone])).map((row) => row.id);
    await answer(world, BRUNO, 'Comigo', second);
    await arrive(world, messageBody('terceira', both));
    expect(await open(4002)).toEqual([{ id: second }]);
    expect((await textsOf(world, second)).at(-1)).toBe('terceira');
    expect(await threadsOf(second as number)).toMatchObject([{ live_conversation_id: null, retired_reason: 'merged' }, { live_conversation_id: second }]);
    expect(await world.rows('SELECT status, status_before_end, merged_into_id FROM conversations WHERE id = ?', [first])).toEqual([{ status: 'closed', status_before_end: 'new', merged_into_id: second }]);
  });

  test('an ended conversation is not opened by a merge; its contact’s messages follow all the same', async () => {
    const { lid, phone, both } = ways(4003);
    await arriveInTurn(world, messageBody('há muito tempo', lid));
    const [ended] = await open(4003);
    await world.house.source.manager.query("UPDATE conversations SET status = 'closed', status_before_end = 'active', closed_at = ?, open_contact_id = NULL WHERE id = ?", [new Date(world.clock.now().getTime() - 90 * 3_600_000), ended?.id]);
    await arriveInTurn(world, messageBody('agora', phone), messageBody('sou eu', both));
    const [now] = await open(4003);
    expect(await textsOf(world, now?.id)).toEqual(['agora', 'sou eu']);
    expect(await world.rows('SELECT DISTINCT contact_id FROM messages WHERE conversation_id IN (?)', [[ended?.id, now?.id]])).toHaveLength(1);
  });

  test('a late message is sorted into the thread that goes on; posts in the thread that was left stay as they are', async () => {
    const at = world.clock.now().getTime();
    const { lid, phone, both } = ways(4005);
    await arriveInTurn(world, messageBody('a', { ...lid, momment: at - 9000 }), messageBody('c', { ...phone, momment: at - 7000 }));
    const [, left] = (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.lid = ? OR p.phone = ? ORDER BY c.id', [lid.chatLid, phone.phone])).map((row) => row.id);
    const old = await cardOf(world, left);
    await arriveInTurn(world, messageBody('d', { ...both, momment: at - 6000 }), messageBody('b', { ...both, momment: at - 8000 }));
    const [stays] = await open(4005);
    expect((await textsOf(world, stays?.id)).filter((text) => !text.includes('🔗'))).toEqual(['a', 'b', 'd']);
    expect(world.slack.thread(old.channel, old.ts)[1]?.text).toBe('c');
  });

  test('while Slack is away: afterwards one thread, nothing lost, nothing twice, no card of the merged one', async () => {
    const { lid, phone, both } = ways(4004);
    const cards = channelTexts(world, ATENDIMENTO).length;
    const restore = world.slack.fail({ method: '*', how: { status: 503 } });
    await arriveInTurn(world, messageBody('a', lid), messageBody('b', phone), messageBody('c', both));
    restore();
    await world.settle(60_000);
    const [one, ...others] = await open(4004);
    expect(others).toEqual([]);
    expect(channelTexts(world, ATENDIMENTO)).toHaveLength(cards + 1);
    const texts = await textsOf(world, one?.id);
    expect(texts.filter((text) => !text.includes('🔗'))).toEqual(['a', 'b', 'c']);
    expect(await world.rows("SELECT kind, status FROM deliveries WHERE status NOT IN ('sent', 'obsolete')")).toEqual([]);
  });
});
