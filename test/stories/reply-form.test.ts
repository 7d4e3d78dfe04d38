import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { arrivalOf } from '../../bot/slack-arrival.js';
import { ANA, ATENDIMENTO, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, shown, ticksOn } from '../support/thread.js';

describe('where every thread reply is a note, "Responder" writes to the customer', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ settings: { reply_mode: 'explicit' } });
    await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  const received = () => world.phone('5511988887777').received.map((message) => message.text);

  test('a plain reply stays a note; the form’s text goes out once and is shown with its tick', async () => {
    await answer(world, ANA, 'isto é só entre nós');
    expect(received()).toEqual([]);

    await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
    expect(JSON.stringify(world.slack.views(ANA))).toContain('Mensagem para Maria Oliveira');
    const submitted = await world.slack.submitView(ANA, { message: { text: 'Bom dia, *Maria* :wave: <3' } });
    expect(submitted.errors).toBeUndefined();
    await world.settle();

    expect(received()).toEqual(['Bom dia, *Maria* 👋 <3']);
    const post = (await repliesOf(world)).at(-1);
    expect(post).toMatchObject({ username: 'Ana Lima', text: expect.stringContaining('Bom dia, *Maria* 👋 &lt;3') });
    expect(ticksOn(world, post as never)).toEqual(['white_check_mark']);
    expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);
  });

  test('what looks like a note is not sent from the form either, and strangers get no form', async () => {
    await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
    const refused = await world.slack.submitView(ANA, { message: { text: '// só para nós' } });
    expect(JSON.stringify(refused.errors)).toContain('não foi enviado');
    await world.slack.closeView(ANA);

    const before = world.slack.ephemerals(STRANGER).length;
    await world.slack.click(STRANGER, await cardOf(world), 'conversation_reply');
    expect(world.slack.views(STRANGER)).toBeUndefined();
    expect(world.slack.ephemerals(STRANGER)).toHaveLength(before + 1);
    await world.settle();
    expect(received()).toHaveLength(1);
    expect(world.slack.channel(ATENDIMENTO).messages.length).toBeGreaterThan(0);
  });

  describe('an admin of the workspace deletes the post that shows it', () => {
    const onPhone = () => world.phone('5511988887777').received.at(-1);
    const write = async (text: string) => {
      await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
      await world.slack.submitView(ANA, { message: { text } });
    };
    const posted = async () => (await repliesOf(world)).at(-1) as SimMessage;

    test('it is deleted on the customer’s phone like a typed one', async () => {
      await write('O preço é R$ 1');
      await world.settle();
      expect(onPhone()).toMatchObject({ text: 'O preço é R$ 1' });
      const { channel, ts } = await posted();
      await world.slack.removeAsAdmin(channel, ts);
      await world.settle();
      expect(onPhone()).toMatchObject({ text: 'O preço é R$ 1', deleted: true });
      expect(await world.rows("SELECT body, status, deleted_at IS NOT NULL AS at FROM messages WHERE direction = 'outbound' ORDER BY id DESC LIMIT 1")).toEqual([{ body: 'O preço é R$ 1', status: 'deleted', at: 1 }]);
      expect(await world.rows("SELECT id FROM deliveries WHERE status IN ('dead', 'pending')")).toEqual([]);
    });

    test('in the undo window it never leaves', async () => {
      await world.set('reply_undo_seconds', 8);
      const before = received().length;
      await write('espera');
      await world.settle();
      const { channel, ts } = await posted();
      await world.slack.removeAsAdmin(channel, ts);
      await world.settle();
      await world.pass(20_000);
      await world.set('reply_undo_seconds', 0);
      expect(received()).toHaveLength(before);
    });

    test('told before we know where it stands, the deletion waits until we do', async () => {
      world.slack.fail({ method: 'chat.postMessage', times: 1, how: { afterEffect: true, error: 'internal_error' } });
      await write('rápida');
      await world.settle(100);
      const { channel, ts, text } = await posted();
      expect(text).toContain('rápida');
      const { letterbox } = world.house.bot;
      // The event comes while the answer to our call is lost; the post itself still stands.
      await letterbox.accept(arrivalOf({ is: 'deletion', channel, threadTs: (await cardOf(world)).ts, ts, own: true }, world.clock.now()));
      await world.settle(10_000);
      await world.pass(60_000);
      expect(onPhone()).toMatchObject({ text: 'rápida', deleted: true });
    });
  });

  test('the `>>` prefix sends from the thread', async () => {
    await answer(world, ANA, '>> Já estamos vendo');
    expect(received().at(-1)).toBe('Já estamos vendo');
  });
});
