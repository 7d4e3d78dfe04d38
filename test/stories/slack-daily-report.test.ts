import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { ANA, ATENDIMENTO, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { answer, channelTexts } from '../support/thread.js';

const ZONE = 'America/Sao_Paulo';

describe('each morning supervisors read the account of the day before', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const reports = () => channelTexts(world, SUPERVISAO).filter((text) => text.startsWith('📬'));
  const local = () => DateTime.fromJSDate(world.clock.now(), { zone: ZONE });
  /** Goes to the moment the report is planned for, and a little before it first. */
  const nextMorning = async (): Promise<void> => {
    const [timer] = await world.rows<{ due_at: Date }>("SELECT due_at FROM timers WHERE kind = 'day'");
    const due = (timer?.due_at as Date).getTime();
    const before = reports().length;
    world.clock.advance(due - 1000 - world.clock.now().getTime());
    await world.tick();
    await world.settle(0);
    expect(reports()).toHaveLength(before);
    world.clock.advance(1000);
    expect(local().toFormat('HH:mm:ss')).toBe('08:00:00');
    await world.tick();
    await world.settle(0);
    expect(reports()).toHaveLength(before + 1);
  };

  beforeAll(async () => {
    world = await startWorld({ houseReports: true, settings: { reply_undo_seconds: 8 } });
  });
  afterAll(() => world.end());

  test('a day on which nothing happened', async () => {
    await nextMorning();
    const yesterday = local().minus({ days: 1 }).setLocale('pt-BR').toFormat('ccc dd/MM');
    expect(reports()).toEqual([
      [
        `📬 *Conferência de ${yesterday}*`,
        'Recebidas: *0* = 0 em conversas + 0 ignoradas (grupos, status, repetidas) + 0 pendentes + 0 com falha',
        'Respostas: *0* = 0 enviadas + 0 desfeitas + 0 esperando + 0 com falha',
        '✅ Nada se perdeu.',
      ].join('\n'),
    ]);
  });

  test('a day with everything in it: the account closes and says what is open', async () => {
    world.clock.advance(3_600_000);
    await maria().says('Olá');
    await world.settle();
    await maria().says('oi, grupo', { extra: { isGroup: true, phone: '5511988887777-1623281429' } });
    await world.settle();

    await answer(world, ANA, 'Bom dia!');
    await world.pass(10_000);
    const undone = await answer(world, ANA, 'não era isto');
    await world.slack.remove(ANA, undone.channel, undone.ts);
    await world.pass(10_000);
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    await answer(world, ANA, 'esta falha');
    await world.pass(10_000);
    world.zapi.fail({ action: 'send-text', how: { status: 429, body: { error: 'slow down' } } });
    await answer(world, ANA, 'esta espera');
    await world.pass(10_000);

    world.slack.fail({ method: 'chat.postMessage', when: (args) => String(args['text']).includes('venenosa'), how: { error: 'msg_too_long' } });
    for (const text of ['Obrigada', 'venenosa']) await maria().says(text);
    await world.settle();
    await world.slack.archive(ATENDIMENTO);
    await maria().says('por mostrar');
    await world.settle();

    await nextMorning();
    expect(reports()[1]?.split('\n').slice(1)).toEqual([
      'Recebidas: *5* = 2 em conversas + 1 ignoradas (grupos, status, repetidas) + 1 pendentes + 1 com falha',
      'Respostas: *4* = 1 enviadas + 1 desfeitas + 1 esperando + 1 com falha',
      '🟡 A conta fecha, mas há mensagens pendentes ou com falha: veja Entregas no portal.',
    ]);
  });

  test('the day after is another account', async () => {
    await nextMorning();
    expect(reports()[2]?.split('\n').slice(1, 3)).toEqual([
      'Recebidas: *0* = 0 em conversas + 0 ignoradas (grupos, status, repetidas) + 0 pendentes + 0 com falha',
      'Respostas: *0* = 0 enviadas + 0 desfeitas + 0 esperando + 0 com falha',
    ]);
  });
});
