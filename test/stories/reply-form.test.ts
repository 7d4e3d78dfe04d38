import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { revokeBody } from '../../simulator/zapi/message-bodies.js';
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

  test('an owner of the workspace deletes it from the thread: it is deleted on WhatsApp; other posts of ours are not', async () => {
    await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
    await world.slack.submitView(ANA, { message: { text: 'Esta fica errada' } });
    await world.settle();
    const post = (await repliesOf(world)).at(-1);
    await world.slack.removeAsOwner(ATENDIMENTO, post?.ts as string);
    await world.settle();
    expect(world.phone('5511988887777').received.at(-1)).toMatchObject({ text: 'Esta fica errada', deleted: true });
    const mirrored = (await repliesOf(world)).find((message) => message.text.includes('Olá'));
    await world.slack.removeAsOwner(ATENDIMENTO, mirrored?.ts as string);
    await world.settle();
    expect(await world.rows("SELECT status, body FROM messages WHERE direction = 'inbound'")).toEqual([{ status: 'delivered', body: 'Olá' }]);
    expect(await world.rows("SELECT outcome FROM webhook_events WHERE provider = 'slack' AND outcome = 'own_post'")).toHaveLength(1);
  });

  test('a reply deleted by its author carries 🗑️', async () => {
    const reply = await answer(world, ANA, '>> Apague-me');
    await world.slack.click(ANA, await cardOf(world), 'conversation_reply');
    await world.slack.submitView(ANA, { message: { text: 'Apagada no celular' } });
    await world.settle();
    const post = (await repliesOf(world)).at(-1);
    const [sent] = await world.rows<{ external_id: string; phone: string }>("SELECT m.external_id, c.phone FROM messages m JOIN contacts c ON c.id = m.contact_id WHERE m.body = 'Apagada no celular'");
    await world.zapi.sendRaw(revokeBody(world.phone(sent?.phone as string).facts({ messageId: sent?.external_id as string, fromMe: true, fromApi: false, status: 'SENT' })));
    await world.settle();
    expect(ticksOn(world, post as never)).toEqual(['wastebasket']);
    expect((await repliesOf(world)).at(-1)?.text).toContain('apagada no celular da empresa');
    expect(reply).toBeDefined();
  });

  test('the `>>` prefix sends from the thread', async () => {
    await answer(world, ANA, '>> Já estamos vendo');
    expect(received().at(-1)).toBe('Já estamos vendo');
  });
});
