import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { drainLane } from '../../src/domain/outbox/drain.js';
import { drainStream } from '../../workers/inbox.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { sinceNow, type Since } from '../support/since.js';
import { answer, cardOf, edit, repliesOf, shown, ticksOn } from '../support/thread.js';

describe('an edit of one’s own reply follows to the customer’s phone', () => {
  let world: World;
  let since: Since;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => since.received().map(({ text, edited }) => (edited ? `${text} (editada)` : text));
  const edits = () => since.calls().filter((call) => (call.body as { editMessageId?: string }).editMessageId !== undefined);
  const notices = async () => (await repliesOf(world)).filter((message) => message.metadata?.event_type === 'carinho_notice');
  const versions = (text: string) => world.rows("SELECT v.body FROM message_versions v JOIN messages m ON m.id = v.message_id WHERE m.body = ? ORDER BY v.id", [text]);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
  });
  beforeEach(() => {
    since = sinceNow(world, maria());
  });
  afterAll(() => world.end());

  test('the phone shows the new words in the same place, the former ones are kept, and nothing is said about it', async () => {
    const reply = await answer(world, ANA, 'R$ 100 por dia');
    await answer(world, ANA, 'Pode ser?');
    await edit(world, reply, 'R$ 120 por *dia* & noite');
    expect(onPhone()).toEqual(['R$ 120 por *dia* & noite (editada)', 'Pode ser?']);
    expect(await versions('R$ 120 por *dia* & noite')).toEqual([{ body: 'R$ 100 por dia' }]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(since.told()).toEqual([]);
    expect(await repliesOf(world)).toHaveLength(3);
    expect(await world.rows("SELECT action, actor_name FROM conversation_history WHERE action = 'reply_edited'")).toEqual([{ action: 'reply_edited', actor_name: 'Ana Lima' }]);
  });

  test('the card shows what the customer reads now', async () => {
    const reply = await answer(world, ANA, 'terça');
    await edit(world, reply, 'quarta');
    expect(shown(await cardOf(world))).toContain('> quarta');
  });

  test('of several edits in a row only the newest words leave', async () => {
    const reply = await answer(world, ANA, 'um');
    world.zapi.holdQueue(true);
    for (const text of ['dois', 'três', 'quatro']) await world.slack.edit(ANA, reply.channel, reply.ts, text);
    await world.settle();
    world.zapi.holdQueue(false);
    await world.settle();
    expect(onPhone()).toEqual(['quatro (editada)']);
    expect(edits().length).toBeLessThanOrEqual(3);
    expect((edits().at(-1)?.body as { message: string }).message).toBe('quatro');
  });

  test('edited back to what the customer has, and told again, nothing leaves', async () => {
    const reply = await answer(world, ANA, 'igual');
    await edit(world, reply, 'igual');
    await world.slack.unfurl(reply.channel, reply.ts);
    await world.settle();
    expect(edits()).toEqual([]);
    expect(onPhone()).toEqual(['igual']);
  });

  test('an older edit that Slack tells after a newer one changes nothing', async () => {
    const { letterbox } = world.house.bot;
    const accept = letterbox.accept;
    const kept: Parameters<typeof accept>[0][] = [];
    const reply = await answer(world, ANA, 'a');
    letterbox.accept = async (arrival) => (kept.push(arrival), 'accepted');
    await world.slack.edit(ANA, reply.channel, reply.ts, 'b');
    letterbox.accept = accept;
    await edit(world, reply, 'c');
    for (const arrival of [...kept, ...kept]) await accept(arrival);
    await world.settle();
    expect(onPhone()).toEqual(['c (editada)']);
    expect(since.told()).toEqual([]);
  });

  test.each([['// era para a equipe'], ['nota: era para a equipe'], ['!n2 era para a equipe'], ['@Bruno Souza veja']])('edited into %s it stays as it was sent, and its author is told', async (text) => {
    const reply = await answer(world, ANA, 'Bom dia!');
    await edit(world, reply, text);
    expect(onPhone()).toEqual(['Bom dia!']);
    expect(edits()).toEqual([]);
    expect(since.told()).toEqual([expect.stringContaining('não sai do Slack')]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test('a long reply is edited part by part; into more or fewer parts it cannot be', async () => {
    const long = (letter: string) => `${letter.repeat(3000)}\n${letter.repeat(3000)}`;
    const reply = await answer(world, ANA, long('a'));
    expect(onPhone()).toHaveLength(2);
    await edit(world, reply, `${'a'.repeat(3000)}\n${'b'.repeat(3000)}`);
    expect(onPhone()).toEqual([expect.stringMatching(/^a+\n?$/), expect.stringMatching(/^b+ \(editada\)$/)]);
    expect(edits()).toHaveLength(1);
    await edit(world, reply, 'curta');
    expect(since.told()).toEqual([expect.stringContaining('outra quantidade de mensagens')]);
    expect(edits()).toHaveLength(1);
  });

  test('refused after a week: author and thread are told, and the record says what the customer reads', async () => {
    const reply = await answer(world, ANA, 'contrato de março');
    world.zapi.fail({ action: 'send-text', times: 1, how: { deliveryError: 'Message has not been edited because it has been more than 7 days' } });
    await edit(world, reply, 'contrato de abril');
    expect(onPhone()).toEqual(['contrato de março']);
    expect(since.told()).toEqual([expect.stringContaining('não chegou ao cliente')]);
    const notice = (await notices()).at(-1) as SimMessage;
    expect(notice.text).toBe(`<@${ANA}> a edição desta mensagem *não chegou ao cliente*, que ainda lê o texto abaixo. Motivo: o WhatsApp só permite editar por 7 dias`);
    expect(shown(notice)).toContain('> contrato de março');
    expect(await world.rows('SELECT status, edited_at FROM messages WHERE body = ?', ['contrato de março'])).toEqual([{ status: 'delivered', edited_at: null }]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test('refused at once: a dead letter, told once; edited again it goes', async () => {
    const reply = await answer(world, ANA, 'dia 10');
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid message' } } });
    await edit(world, reply, 'dia 11');
    expect(since.told()).toHaveLength(1);
    expect((await notices()).at(-1)?.text).toContain('Invalid message');
    await edit(world, reply, 'dia 12');
    expect(onPhone()).toEqual(['dia 12 (editada)']);
    expect(since.told()).toHaveLength(1);
  });

  test('an answer of 500 is tried again until it is done', async () => {
    const reply = await answer(world, ANA, 'x');
    world.zapi.fail({ action: 'send-text', times: 2, how: { status: 500 } });
    await edit(world, reply, 'y');
    await world.pass(10_000);
    expect(onPhone()).toEqual(['y (editada)']);
    expect(since.told()).toEqual([]);
  });

  test('a worker that dies between the call and its record: done again, recorded once', async () => {
    const reply = await answer(world, ANA, 'antes');
    await world.slack.edit(ANA, reply.channel, reply.ts, 'depois');
    const dying: typeof world.house.lanes = { ...world.house.lanes, ledger: { run: async () => Promise.reject(new Error('the worker died')) } };
    const stream = `slack:${reply.channel}:${reply.thread_ts}`;
    await drainStream(stream, { source: world.house.source, locks: world.house.locks, ledger: world.house.ledger, clock: world.clock, bot: world.house.bot, log: world.house.log, metrics: world.house.metrics });
    await expect(drainLane('whatsapp:1', dying)).rejects.toThrow('the worker died');
    await world.zapi.settled();
    expect(onPhone()).toEqual(['depois (editada)']);
    await world.pass(30_000);
    expect(onPhone()).toEqual(['depois (editada)']);
    expect(await versions('depois')).toEqual([{ body: 'antes' }]);
    expect(since.told()).toEqual([]);
  });

  test('while the gateway is away an edit waits, and goes when it is back', async () => {
    const reply = await answer(world, ANA, 'sem rede');
    await world.zapi.disconnect();
    await edit(world, reply, 'com rede');
    expect(onPhone()).toEqual(['sem rede']);
    await world.zapi.connect();
    await world.pass(20_000);
    expect(onPhone()).toEqual(['com rede (editada)']);
    expect(since.told()).toEqual([]);
  });

  test('somebody who left the team changes nothing any more', async () => {
    const reply = await answer(world, ANA, 'Obrigada!');
    await world.house.source.manager.query('UPDATE agents SET active = 0, updated_at = ? WHERE slack_user_id = ?', [world.clock.now(), ANA]);
    await edit(world, reply, 'Adeus!');
    expect(onPhone()).toEqual(['Obrigada!']);
    expect(since.told()).toEqual([expect.stringContaining('inativo')]);
  });
});
