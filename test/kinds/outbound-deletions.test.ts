import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { sinceNow, type Since } from '../support/since.js';
import { answer, cardOf, remove, repliesOf, shown, ticksOn } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';

describe('a reply that is deleted in Slack is deleted on the customer’s phone', () => {
  let world: World;
  let since: Since;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => since.received().map(({ text, deleted }) => (deleted ? `${text} (apagada)` : text));
  const deletions = () => since.calls().filter((call) => call.action === 'messages');

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Qual o preço?');
    await world.settle();
  });
  beforeEach(() => {
    since = sinceNow(world, maria());
  });
  afterAll(() => world.end());

  test('it is gone there, kept for the audit, and no answer any more', async () => {
    const reply = await answer(world, ANA, 'R$ 10');
    expect(shown(await cardOf(world))).toContain('já respondido');
    await remove(world, reply);
    expect(onPhone()).toEqual(['R$ 10 (apagada)']);
    expect(since.told()).toEqual([]);
    expect(await repliesOf(world)).toHaveLength(1);
    expect(shown(await cardOf(world))).toContain('> Qual o preço?');
    expect(shown(await cardOf(world))).not.toContain('já respondido');
    expect(await world.rows('SELECT body, status, deleted_at IS NOT NULL AS at FROM messages WHERE direction = ?', ['outbound'])).toEqual([{ body: 'R$ 10', status: 'deleted', at: 1 }]);
    expect(await world.rows("SELECT action, actor_kind FROM conversation_history WHERE action IN ('reply_removed', 'message_deleted') ORDER BY id")).toEqual([
      { action: 'reply_removed', actor_kind: 'system' }, { action: 'message_deleted', actor_kind: 'system' },
    ]);
  });

  test('a long reply goes whole; an event that comes twice is one deletion', async () => {
    const reply = await answer(world, ANA, `${'a'.repeat(3000)}\n${'b'.repeat(3000)}`);
    const { letterbox } = world.house.bot;
    const accept = letterbox.accept;
    letterbox.accept = async (arrival) => {
      await accept({ ...arrival, externalId: `${arrival.externalId}:again` });
      return accept(arrival);
    };
    await remove(world, reply);
    letterbox.accept = accept;
    expect(onPhone()).toEqual([expect.stringMatching(/^a+\n? \(apagada\)$/), expect.stringMatching(/^b+ \(apagada\)$/)]);
    expect(deletions()).toHaveLength(2);
    expect(since.told()).toEqual([]);
  });

  test('edited and deleted at once, it is deleted and not edited', async () => {
    const reply = await answer(world, ANA, 'um');
    await world.slack.edit(ANA, reply.channel, reply.ts, 'dois');
    await remove(world, reply);
    expect(onPhone()).toEqual(['um (apagada)']);
    expect(since.told()).toEqual([]);
  });

  test('an edit that Slack tells after the deletion changes nothing', async () => {
    const { letterbox } = world.house.bot;
    const accept = letterbox.accept;
    const kept: Parameters<typeof accept>[0][] = [];
    const reply = await answer(world, ANA, 'fica?');
    letterbox.accept = async (arrival) => (kept.push(arrival), 'accepted');
    await world.slack.edit(ANA, reply.channel, reply.ts, 'não fica');
    letterbox.accept = accept;
    await remove(world, reply);
    for (const arrival of kept) await accept(arrival);
    await world.settle();
    expect(onPhone()).toEqual(['fica? (apagada)']);
    expect(since.told()).toEqual([]);
  });

  test('refused: its author and the thread are told that the customer still sees it', async () => {
    const reply = await answer(world, ANA, 'sigilo');
    world.zapi.fail({ action: 'messages', times: 1, how: { status: 400, body: { error: 'Message too old' } } });
    await remove(world, reply);
    expect(onPhone()).toEqual(['sigilo']);
    expect(since.told()).toEqual([expect.stringContaining('não foi apagada')]);
    const notice = (await repliesOf(world)).at(-1) as SimMessage;
    expect(notice.text).toBe(`<@${ANA}> esta mensagem *não foi apagada* no WhatsApp e o cliente ainda a vê. Motivo: a Z-API recusou (Z-API answered 400: Message too old)`);
    expect(shown(notice)).toContain('> sigilo');
  });

  test('an answer of 500, a reset and a worker’s death: done again until it is done', async () => {
    const reply = await answer(world, ANA, 'insiste');
    world.zapi.fail({ action: 'messages', times: 1, how: { status: 500 } });
    world.zapi.fail({ action: 'messages', times: 1, how: { reset: true } });
    await remove(world, reply);
    await world.pass(20_000);
    expect(onPhone()).toEqual(['insiste (apagada)']);
    expect(since.told()).toEqual([]);
  });

  test('a reply whose send is under way is deleted behind it', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { afterQueued: true, status: 500 } });
    const card = await cardOf(world);
    const reply = await world.slack.post(ANA, card.channel, 'a caminho', { thread_ts: card.ts });
    await world.settle(300);
    await remove(world, reply);
    await world.pass(120_000);
    expect(onPhone()).toEqual(['a caminho (apagada)']);
  });

  test.each([['with what stood there', false], ['with nothing but which message', true]])('an admin of the workspace deletes an agent’s reply; Slack tells it %s', async (_, bare) => {
    const reply = await answer(world, ANA, 'não devia ter saído');
    await world.slack.removeAsAdmin(reply.channel, reply.ts, { bare });
    await world.settle();
    expect(onPhone()).toEqual(['não devia ter saído (apagada)']);
    expect(since.told()).toEqual([]);
    expect(shown(await cardOf(world))).not.toContain('não devia');
    expect(await world.rows("SELECT action, actor_kind FROM conversation_history WHERE action IN ('reply_removed', 'message_deleted') ORDER BY id DESC LIMIT 2")).toEqual([
      { action: 'message_deleted', actor_kind: 'system' }, { action: 'reply_removed', actor_kind: 'system' },
    ]);
  });

  test('an admin deletes a post of ours that is no reply: the customer’s mirrored words, a notice; nothing happens', async () => {
    const ours = (await repliesOf(world)).filter((message) => message.bot_id !== undefined);
    expect(ours.length).toBeGreaterThan(1);
    for (const post of ours) await world.slack.removeAsAdmin(post.channel, post.ts);
    await world.settle();
    expect(deletions()).toEqual([]);
    expect(await world.rows("SELECT outcome FROM webhook_events WHERE kind = 'deletion' ORDER BY id DESC LIMIT 1")).toEqual([{ outcome: 'own_post' }]);
    expect(await world.rows("SELECT id FROM slack_replies WHERE state = 'discarded'")).toEqual([]);
  });

  test('deleted on the company’s phone, the reply that still stands here shows 🗑️, and keeps it whatever ticks come late', async () => {
    const reply = await answer(world, ANA, 'do celular');
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    const sent = maria().received.at(-1)?.messageId;
    const body = (over: Record<string, unknown>) => messageBody('', { phone: '5511988887777', chatLid: maria().lid, text: undefined, ...over });
    await arrive(world, body({ messageId: sent, fromMe: true, notification: 'REVOKE', momment: world.clock.now().getTime() }));
    expect(ticksOn(world, reply)).toEqual(['wastebasket']);
    await arrive(world, { type: 'MessageStatusCallback', instanceId: 'INSTANCE', status: 'READ', ids: [sent], momment: Date.now(), phone: '5511988887777', isGroup: false });
    await world.pass(5000);
    expect(ticksOn(world, reply)).toEqual(['wastebasket']);
  });

  test('of a long reply one part deleted on the phone is not all of it: 🗑️ only when nothing is left', async () => {
    const reply = await answer(world, ANA, `${'c'.repeat(3000)}\n${'d'.repeat(3000)}`);
    for (const [index, { messageId }] of maria().received.slice(-2).entries()) {
      await arrive(world, messageBody('', { phone: '5511988887777', chatLid: maria().lid, text: undefined, messageId, fromMe: true, notification: 'REVOKE', momment: world.clock.now().getTime() }));
      expect(ticksOn(world, reply)).toEqual([index === 0 ? 'white_check_mark' : 'wastebasket']);
    }
  });
});
