import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { discardDeadLetter, retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { ANA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, channelTexts, repliesOf, shown, ticksOn } from '../support/thread.js';

describe('a reply that WhatsApp did not deliver says so, with a retry that cannot lie', () => {
  let world: World;
  let reply: SimMessage;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  const sends = () => world.zapi.calls.filter((call) => call.action === 'send-text').length;
  const notices = async () => (await repliesOf(world)).filter((message) => message.metadata?.event_type === 'carinho_notice');
  const notice = async () => (await notices()).at(-1) as SimMessage;
  const whisper = () => world.slack.ephemerals(ANA).at(-1)?.text;

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('taken by the gateway and refused afterwards: tick, reason, button, card, and the customer waits again', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { deliveryError: 'Whatsapp rejected sending this message' } });
    reply = await answer(world, ANA, 'Bom dia!');
    expect(received()).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['warning']);
    expect((await notices()).map((message) => message.text)).toEqual([`<@${ANA}> esta mensagem *não chegou ao cliente*. Motivo: o WhatsApp recusou a mensagem`]);
    expect(shown(await notice())).toContain('> Bom dia!');
    expect(shown(await notice())).toContain('Tentar de novo');
    expect(shown(await cardOf(world))).toContain('1 mensagem não chegou ao cliente');
    expect(shown(await cardOf(world))).not.toContain('já respondido');
  });

  test('a retry that fails again calls the gateway again and the message stays failed, with the new reason', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { deliveryError: 'Timeout on send message' } });
    const before = sends();
    await world.slack.click(ANA, await notice(), 'message_retry');
    await world.settle();
    expect(sends()).toBe(before + 1);
    expect(ticksOn(world, reply)).toEqual(['warning']);
    expect(await notices()).toHaveLength(1);
    expect((await notice()).text).toContain('Motivo: o WhatsApp não respondeu');
    expect(shown(await notice())).toContain('Tentar de novo');
  });

  test('a retry that works, clicked three times and by a stranger, is one send; notice, tick and card are mended', async () => {
    const clicked = await notice();
    const before = sends();
    await Promise.all([ANA, ANA, ANA, STRANGER].map((user) => world.slack.click(user, clicked, 'message_retry')));
    await world.settle();
    await world.slack.click(ANA, clicked, 'message_retry');
    await world.settle();
    expect(sends()).toBe(before + 1);
    expect(received()).toEqual(['Bom dia!']);
    expect(whisper()).toBe('Esta mensagem não está mais com falha.');
    expect(await notices()).toHaveLength(1);
    expect((await notice()).text).toBe('Esta mensagem tinha falhado e agora está enviada.');
    expect(shown(await notice())).not.toContain('Tentar de novo');
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(shown(await cardOf(world))).not.toContain('não chegou');
    expect(shown(await cardOf(world))).toContain('já respondido');
  });

  test('a number the gateway refuses at once is a dead letter, an alert, and a failed reply', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    reply = await answer(world, ANA, 'Segue o contrato');
    expect(received()).toEqual(['Bom dia!']);
    expect(ticksOn(world, reply)).toEqual(['warning']);
    expect((await notice()).text).toBe(`<@${ANA}> esta mensagem *não chegou ao cliente*. Motivo: este número não tem WhatsApp`);
    expect(channelTexts(world, SUPERVISAO)).toEqual([expect.stringMatching(/Uma entrega falhou de vez.*conversa #1.*este número não tem WhatsApp/)]);
    expect(await world.rows("SELECT kind, status FROM deliveries WHERE status = 'dead'")).toEqual([{ kind: 'whatsapp.send', status: 'dead' }]);
  });

  test('retried from the dead letters it really leaves, and is no dead letter any more', async () => {
    const [dead] = await world.rows<{ id: number }>("SELECT id FROM deliveries WHERE status = 'dead'");
    const retry = () => world.house.ledger.run({ kind: 'system' }, {}, (ctx) => retryDeadLetter(ctx, Number(dead?.id)));
    await retry();
    await expect(retry()).rejects.toThrow('portal:deliveries.not_dead');
    await world.settle();
    expect(received()).toEqual(['Bom dia!', 'Segue o contrato']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect((await notice()).text).toBe('Esta mensagem tinha falhado e agora está enviada.');
    expect(await world.rows("SELECT id FROM deliveries WHERE status = 'dead'")).toEqual([]);
  });

  test('a failed reply that is deleted in Slack is taken back; one that is edited goes out as it reads now', async () => {
    world.zapi.fail({ action: 'send-text', times: 2, how: { status: 400, body: { error: 'Invalid phone' } } });
    const [gone, mended] = [await answer(world, ANA, 'não precisa'), await answer(world, ANA, 'amanha')] as const;
    await world.slack.remove(ANA, gone.channel, gone.ts);
    await world.slack.edit(ANA, mended.channel, mended.ts, 'amanhã');
    await world.settle();
    expect(received().slice(2)).toEqual(['amanhã']);
    expect((await notices()).slice(-2).map((message) => message.text)).toEqual(['Esta mensagem tinha falhado e agora está apagada.', 'Esta mensagem tinha falhado e agora está enviada.']);
    expect(shown(await cardOf(world))).not.toContain('não chegou');
    expect(ticksOn(world, mended)).toEqual(['white_check_mark']);
  });

  test('a dead letter that is discarded leaves its message failed, in the thread too', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    const lost = await answer(world, ANA, 'perdida');
    const [dead] = await world.rows<{ id: number }>("SELECT id FROM deliveries WHERE status = 'dead'");
    await world.house.ledger.run({ kind: 'system' }, {}, (ctx) => discardDeadLetter(ctx, Number(dead?.id), 'a cliente já recebeu por telefone'));
    await world.settle();
    expect(ticksOn(world, lost)).toEqual(['warning']);
    expect(shown(await cardOf(world))).toContain('1 mensagem não chegou ao cliente');
    await world.slack.click(ANA, await notice(), 'message_retry');
    await world.settle();
    expect(received().at(-1)).toBe('perdida');
  });
});
