import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, cardOf, repliesOf, shown, textsOf } from '../support/thread.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';

describe('messages that did not come from the customer', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  const waiting = async (conversation: number) => (await world.rows<{ waiting_since: Date | null }>('SELECT waiting_since FROM conversations WHERE id = ?', [conversation]))[0]?.waiting_since;

  test('what a colleague types on the company’s phone shows as such and ends the customer’s waiting', async () => {
    const maria = world.phone('5511944440001', { name: 'Maria' });
    await maria.says('Alguém aí?');
    await world.settle();
    expect(await waiting(1)).toBeInstanceOf(Date);
    expect(shown(await cardOf(world))).toContain('desde');

    await world.zapi.typeOnCompanyPhone('5511944440001', 'Estamos sim, *Maria*!');
    await world.settle();
    const replies = await repliesOf(world);
    expect(replies.map((message) => [message.username, message.text])).toEqual([['Maria', 'Alguém aí?'], ['Carinho · celular da empresa', 'Estamos sim, *Maria*!']]);
    expect(await waiting(1)).toBeNull();
    expect(shown(await cardOf(world))).toContain('não, já respondido');
    expect(maria.received).toHaveLength(1);

    await maria.says('Que bom');
    await world.settle();
    expect(await textsOf(world)).toEqual(['Alguém aí?', 'Estamos sim, *Maria*!', 'Que bom']);
    expect(await waiting(1)).toBeInstanceOf(Date);
  });

  test('the echo of our own reply makes no second message, however often and however early it comes', async () => {
    const joana = world.phone('5511944440002', { name: 'Joana' });
    await joana.says('oi');
    await world.settle();
    world.zapi.fail({ action: 'send-text', times: 1, how: { answerAfterDelivery: true } });
    const reply = await answer(world, ANA, 'Bom dia!', 2);
    const [sent] = joana.received;
    await arrive(world, messageBody('Bom dia!', { phone: '5511944440002', chatLid: joana.lid, fromMe: true, fromApi: true, messageId: sent?.messageId, momment: Date.now() }));
    expect(joana.received.map((message) => message.text)).toEqual(['Bom dia!']);
    expect((await repliesOf(world, 2)).map((message) => message.ts === reply.ts ? 'Ana' : message.text)).toEqual(['oi', 'Ana']);
    expect(await world.rows("SELECT COUNT(*) + 0.0 AS n FROM messages WHERE conversation_id = 2 AND direction = 'outbound' HAVING n <> 1")).toEqual([]);
  });

  test('a late message older than what was typed on the phone does not start the waiting again', async () => {
    const at = Date.now();
    const phone = '5511944440003';
    await arrive(world, messageBody('resposta do celular', { phone, fromMe: true, momment: at }));
    await arrive(world, messageBody('pergunta antiga', { phone, momment: at - 30_000 }));
    expect(await waiting(3)).toBeNull();
    await arrive(world, messageBody('pergunta nova', { phone, momment: at + 30_000 }));
    expect(await waiting(3)).toEqual(new Date(at + 30_000));
  });

  test('what WhatsApp makes itself on the company’s phone is shown, and the customer goes on waiting', async () => {
    const at = Date.now();
    const phone = '5511944440005';
    const money = { value: 120, currencyCode: 'BRL', paymentInfo: { value: 120, currencyCode: 'BRL', status: 'WAITING' } };
    await arrive(world, messageBody('Quanto fica?', { phone, momment: at }));
    const own = (over: Record<string, unknown>, after: number) => messageBody('', { phone, fromMe: true, text: undefined, momment: at + after, ...over });
    await arriveInTurn(
      world,
      own({ requestPayment: money }, 1000),
      own({ notification: 'PAYMENT_ACTION_REQUEST_DECLINED', notificationParameters: [phone, 'BRL', '120000'] }, 2000),
      own({ reviewAndPay: { referenceId: 'P1', currency: 'BRL', total: 120, products: [{ name: 'Plantão', quantity: 1 }] } }, 3000),
    );
    expect(await waiting(4)).toEqual(new Date(at));
    expect((await textsOf(world, 4)).slice(1)).toEqual([expect.stringContaining('Pedido de pagamento'), expect.stringContaining('recusado'), expect.stringContaining('Plantão')]);
    const reply = await answer(world, ANA, 'Já digo', 4);
    expect(await waiting(4)).toBeNull();
    await world.slack.remove(ANA, reply.channel, reply.ts);
    await world.settle();
    expect(await waiting(4)).toEqual(new Date(at));
    await arrive(world, messageBody('R$ 120', { phone, fromMe: true, momment: at + 4000 }));
    expect(await waiting(4)).toBeNull();
    await arrive(world, own({ requestPayment: money }, 9000), messageBody('e amanhã?', { phone, momment: at + 6000 }));
    expect(await waiting(4)).toEqual(new Date(at + 6000));
  });

  test('an answer taken back on the company’s phone is no answer any more', async () => {
    const at = Date.now();
    const phone = '5511944440006';
    await arriveInTurn(world, messageBody('Tem vaga?', { phone, momment: at }), messageBody('Não', { phone, fromMe: true, messageId: 'ANS6', momment: at + 1000 }));
    expect(await waiting(5)).toBeNull();
    await arrive(world, messageBody('', { phone, fromMe: true, messageId: 'ANS6', text: undefined, notification: 'REVOKE', momment: at + 2000 }));
    expect(await waiting(5)).toEqual(new Date(at));
    expect(await textsOf(world, 5)).toEqual(['Tem vaga?', '~Não~ _apagada_']);
  });

  test('a late message moves the beginning of the waiting back', async () => {
    const at = Date.now();
    const phone = '5511944440004';
    await arrive(world, messageBody('segunda', { phone, momment: at }));
    await arrive(world, messageBody('primeira', { phone, momment: at - 60_000 }));
    expect(await waiting(6)).toEqual(new Date(at - 60_000));
    expect(await textsOf(world, 6)).toEqual(['primeira', 'segunda']);
  });
});
