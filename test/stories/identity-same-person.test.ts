import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shown, cardOf, textsOf } from '../support/thread.js';
import { arriveInTurn, messageBody } from '../support/webhook.js';
import { startWorld, type World } from '../support/world.js';

interface ContactRow {
  id: number;
  phone: string | null;
  lid: string | null;
  name: string;
}

describe('who wrote', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  const contacts = (name: string) => world.rows<ContactRow>('SELECT id, phone, lid, name FROM contacts WHERE name = ? AND merged_into_id IS NULL ORDER BY id', [name]);
  const conversationsOf = async (name: string) => (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.name = ? AND c.merged_into_id IS NULL ORDER BY c.id', [name])).map((row) => row.id);
  const say = (name: string, text: string, who: { phone?: string; chatLid?: string | null }) => messageBody(text, { senderName: name, chatName: name, ...who });

  test.each([
    ['Nove', [{ phone: '5511988880001' }, { phone: '551188880001' }]],
    ['Sem nove', [{ phone: '551188880002' }, { phone: '5511988880002' }]],
    ['Lid e depois fone', [{ phone: '1003@lid', chatLid: '1003@lid' }, { phone: '5511988880003', chatLid: '1003@lid' }, { phone: '5511988880003' }]],
    ['Fone e depois lid', [{ phone: '5511988880004' }, { phone: '5511988880004', chatLid: '1004@lid' }, { phone: '1004@lid', chatLid: '1004@lid' }]],
    ['Só o lid', [{ phone: '1005@lid' }, { phone: '1005@lid', chatLid: '1005@lid' }]],
    ['Lid sem sufixo', [{ phone: '65998849469000' }, { phone: '65998849469000@lid', chatLid: '65998849469000@lid' }]],
    ['Outra grafia e o lid', [{ phone: '551188880006', chatLid: '1006@lid' }, { phone: '5511988880006' }, { phone: '1006@lid', chatLid: '1006@lid' }]],
  ])('%s: one person, one thread', async (name, ways) => {
    const texts = ways.map((_, index) => `${name} ${index + 1}`);
    await arriveInTurn(world, ...ways.map((who, index) => say(name, texts[index] as string, who)));
    expect(await contacts(name)).toHaveLength(1);
    const [conversation, ...others] = await conversationsOf(name);
    expect(others).toEqual([]);
    expect(await textsOf(world, conversation)).toEqual(texts);
  });

  test.each([
    ['a landline and a mobile of the same eight digits', { phone: '551133334444' }, { phone: '5511933334444' }],
    ['the same number in two area codes', { phone: '5511988885555' }, { phone: '5521988885555' }],
    ['a foreign number that looks like a Brazilian one without country', { phone: '11988886666' }, { phone: '5511988886666' }],
    ['two people who hide their numbers', { phone: '2001@lid', chatLid: '2001@lid' }, { phone: '2002@lid', chatLid: '2002@lid' }],
  ])('%s: two people', async (name, first, second) => {
    await arriveInTurn(world, say(name, 'sou um', first), say(name, 'sou outro', second));
    expect(await contacts(name)).toHaveLength(2);
    const conversations = await conversationsOf(name);
    expect(await Promise.all(conversations.map((id) => textsOf(world, id)))).toEqual([['sou um'], ['sou outro']]);
  });

  test('a number that changes hands: the new owner never sees the old thread, and the old one keeps theirs', async () => {
    const number = '5511988887007';
    await arriveInTurn(
      world,
      say('Antiga dona', 'meu segredo', { phone: number, chatLid: '7001@lid' }),
      say('Novo dono', 'comprei este chip', { phone: number, chatLid: '7002@lid' }),
      say('Antiga dona', 'mudei de número', { phone: '7001@lid', chatLid: '7001@lid' }),
    );
    expect(await contacts('Antiga dona')).toEqual([{ id: expect.any(Number), phone: null, lid: '7001@lid', name: 'Antiga dona' }]);
    expect(await contacts('Novo dono')).toEqual([{ id: expect.any(Number), phone: number, lid: '7002@lid', name: 'Novo dono' }]);
    const [old] = await conversationsOf('Antiga dona');
    const [young] = await conversationsOf('Novo dono');
    expect(await textsOf(world, old)).toEqual(['meu segredo', 'mudei de número']);
    expect(await textsOf(world, young)).toEqual(['comprei este chip']);
  });

  test('a person who changes their number stays one', async () => {
    await arriveInTurn(world, say('Muda', 'antes', { phone: '5511988887008', chatLid: '7008@lid' }), say('Muda', 'depois', { phone: '5521988887008', chatLid: '7008@lid' }));
    expect(await contacts('Muda')).toMatchObject([{ phone: '5521988887008', lid: '7008@lid' }]);
  });

  test('our own lid in what the company sends does not become the customer’s', async () => {
    const ours = '9999@lid';
    await arriveInTurn(
      world,
      messageBody('bom dia, dona Rita', { phone: '5511988887011', fromMe: true, senderName: 'Carinho', chatName: 'Rita', senderLid: ours }),
      messageBody('bom dia, seu José', { phone: '5511988887012', fromMe: true, senderName: 'Carinho', chatName: 'José', senderLid: ours }),
    );
    expect(await contacts('Rita')).toMatchObject([{ phone: '5511988887011', lid: null }]);
    expect(await contacts('José')).toMatchObject([{ phone: '5511988887012', lid: null }]);
    const [rita] = await conversationsOf('Rita');
    expect(shown(await cardOf(world, rita))).toContain('Rita');
  });

  test('a person’s own name replaces what the company’s phone called them', async () => {
    await arriveInTurn(world, messageBody('olá', { phone: '5511988887013', fromMe: true, chatName: 'Cliente do site' }), say('Paula Reis', 'oi!', { phone: '5511988887013' }));
    expect(await contacts('Paula Reis')).toHaveLength(1);
    expect(await contacts('Cliente do site')).toEqual([]);
  });
});
