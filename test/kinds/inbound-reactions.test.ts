import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { arrive, arriveInTurn, messageBody, type Body } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, repliesOf, textsOf, ticksOn } from '../support/thread.js';

describe('a reaction of a customer', () => {
  let world: World;
  let phone = '';
  let count = 0;
  let id = '';
  let now = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    count += 1;
    phone = `5511922220${String(count).padStart(3, '0')}`;
    id = `3EB0REACT${count}`;
    now = world.clock.now().getTime();
    await arrive(world, messageBody('oi', { phone, messageId: id, momment: now }));
  });
  afterAll(() => world.end());

  const reacts = (emoji: string, at: number, over: Record<string, unknown> = {}, to = id): Body =>
    messageBody('', { phone, text: undefined, momment: now + at, reaction: { value: emoji, time: now, reactionBy: phone, referencedMessage: { messageId: to, fromMe: true, phone, participant: null } }, ...over });
  const number = async () => (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]))[0]?.id ?? 0;
  const thread = async () => textsOf(world, await number());
  /** Ana's reply in the thread, and the provider's id of it. */
  async function reply(text = 'Olá!') {
    const message = await answer(world, ANA, text, await number());
    const [row] = await world.rows<{ external_id: string }>("SELECT external_id FROM messages WHERE conversation_id = ? AND author_kind = 'agent' ORDER BY id DESC LIMIT 1", [await number()]);
    return { message, externalId: row?.external_id as string };
  }

  test('on a mirrored message: a line of its post with the name; changed; taken back', async () => {
    await arrive(world, reacts('❤️', 1000));
    expect(await thread()).toEqual(['oi\n❤️ Maria']);
    await arrive(world, reacts('👍🏽', 2000));
    expect(await thread()).toEqual(['oi\n👍🏽 Maria']);
    await arrive(world, reacts('', 3000));
    expect(await thread()).toEqual(['oi']);
  });

  test('out of order, the newest counts; one taken back does not come back', async () => {
    await arriveInTurn(world, reacts('👍', 2000), reacts('❤️', 1000));
    expect(await thread()).toEqual(['oi\n👍 Maria']);
    await arriveInTurn(world, reacts('', 4000), reacts('😂', 3000));
    expect(await thread()).toEqual(['oi']);
  });

  test('of the company’s phone too, beside the customer’s; the echo of our own is nothing', async () => {
    await arriveInTurn(world, reacts('❤️', 1000), reacts('🙏', 1500, { fromMe: true }), reacts('😂', 2000, { fromMe: true, fromApi: true }));
    expect(await thread()).toEqual(['oi\n❤️ Maria · 🙏 celular da empresa']);
  });

  test('on an agent’s reply: a reaction of the bot on that message; changed; taken back; the tick stays', async () => {
    const { message, externalId } = await reply();
    const before = ticksOn(world, message);
    await arrive(world, reacts('❤️', 1000, {}, externalId));
    expect(ticksOn(world, message)).toEqual([...before, 'heart']);
    await arrive(world, reacts('👍', 2000, {}, externalId));
    expect(ticksOn(world, message)).toEqual([...before, 'thumbsup']);
    await arrive(world, reacts('', 3000, {}, externalId));
    expect(ticksOn(world, message)).toEqual(before);
    expect(await thread()).toEqual(['oi', 'Olá!']);
  });

  test('an emoji that is one of our ticks, or that Slack does not have, is a line that goes when it is taken back', async () => {
    const { externalId } = await reply();
    await arrive(world, reacts('✅', 1000, {}, externalId));
    expect((await thread()).at(-1)).toBe('✅ Maria reagiu a:\n> Olá!');
    await arrive(world, reacts('\u{1FAF8}\u{1FAF7}', 2000, {}, externalId));
    expect((await thread()).at(-1)).toBe('\u{1FAF8} Maria reagiu a:\n> Olá!');
    await arrive(world, reacts('', 3000, {}, externalId));
    expect(await thread()).toEqual(['oi', 'Olá!']);
  });

  test('does not reopen an ended conversation, start the waiting or change the last message', async () => {
    const { externalId } = await reply('Até logo');
    await world.rows("UPDATE conversations SET status = 'closed', status_before_end = 'active', closed_at = ?, open_contact_id = NULL WHERE id = ?", [world.clock.now(), await number()]);
    await arriveInTurn(world, reacts('👍', 1000), reacts('❤️', 1000, {}, externalId));
    expect(await world.rows('SELECT status, waiting_since, (SELECT body FROM messages m WHERE m.id = c.last_message_id) AS last FROM conversations c WHERE id = ?', [await number()])).toEqual([{ status: 'closed', waiting_since: null, last: 'Até logo' }]);
    expect((await repliesOf(world, await number())).at(-1)?.reactions?.map(({ name }) => name)).toContain('heart');
    expect(await world.rows('SELECT id FROM messages WHERE conversation_id = ?', [await number()])).toHaveLength(2);
  });
});
