import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, cardOf, shown, slash, textsOf } from '../support/thread.js';
import { ANA, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.phone('5511988887777', { name: 'Maria' }).says('Minha mãe precisa de cuidadora');
  await world.settle();
});
afterAll(() => world.end());

const whispered = (user: string) => JSON.stringify(world.slack.ephemerals(user).at(-1));

describe('notes', () => {
  test('by command: in the thread under the author’s name, a mentioned colleague is called, the customer gets nothing', async () => {
    expect(await slash(world, BRUNO, '/nota', `#1 filha &amp; irmão decidem &lt;juntos&gt;, veja <@${ANA}|ana>`)).toContain('Nota anotada');
    expect((await textsOf(world)).at(-1)).toBe(`📝 *Nota de Bruno Souza:* filha &amp; irmão decidem &lt;juntos&gt;, veja <@${ANA}>`);
    const [note] = await world.rows<{ body: string; agent_id: number }>('SELECT body, agent_id FROM notes ORDER BY id DESC LIMIT 1');
    expect(note).toEqual({ body: 'filha & irmão decidem <juntos>, veja @Ana Lima', agent_id: 2 });
    expect(await world.rows("SELECT id FROM messages WHERE direction = 'outbound'")).toEqual([]);
    // Somebody who only notes owns nothing.
    expect(await world.rows('SELECT assignee_id, waiting_since FROM conversations WHERE id = 1')).toMatchObject([{ assignee_id: null }]);
  });

  test('by word and by form; a name typed out calls too, a channel-wide call does not', async () => {
    await answer(world, BRUNO, `!nota @${SOFIA} o plano cobre? https://exemplo.com/a @channel`);
    expect((await textsOf(world)).at(-1)).toContain(`📝 *Nota de Bruno Souza:* <@${SOFIA}> o plano cobre? <https://exemplo.com/a>`);
    expect((await textsOf(world)).at(-1)).not.toMatch(/<!channel>|@channel/);
    await slash(world, BRUNO, '/nota', '#1');
    const refused = await world.slack.submitView(BRUNO, { note: { value: '   ' } });
    expect(JSON.stringify(refused.errors)).toContain('Escreva a nota');
    await world.slack.submitView(BRUNO, { note: { value: '<!channel> @here ligou *duas* vezes\nana@carinho.test' } });
    await world.settle();
    const last = (await textsOf(world)).at(-1) ?? '';
    expect(last).toContain('&lt;!channel&gt;');
    expect(last).not.toMatch(/@here/);
    expect(last).toContain('ana@carinho.test');
    expect(await world.rows("SELECT id FROM conversation_history WHERE conversation_id = 1 AND action = 'note'")).toHaveLength(3);
  });

  test('strangers write none', async () => {
    expect(await slash(world, STRANGER, '/nota', '#1 oi')).toContain('equipe de atendimento');
    expect(await world.rows('SELECT id FROM notes')).toHaveLength(3);
  });
});

describe('tags', () => {
  test('are put on and taken away by word; the card shows them', async () => {
    await answer(world, ANA, '!etiqueta hospital, plano de saúde');
    expect(whispered(ANA)).toContain('hospital, plano de saúde');
    expect(shown(await cardOf(world))).toContain('hospital, plano de saúde');
    await answer(world, ANA, '!etiqueta -hospital retorno');
    expect(shown(await cardOf(world))).toContain('plano de saúde, retorno');
    const trail = await world.rows<{ old_value: string | null; new_value: string | null }>("SELECT old_value, new_value FROM conversation_history WHERE conversation_id = 1 AND action = 'tag' ORDER BY id");
    expect(trail.map((one) => one.new_value ?? `-${one.old_value}`)).toEqual(['hospital', 'plano de saúde', 'retorno', '-hospital']);
    // The same again changes nothing and says what there is.
    await answer(world, ANA, '!etiqueta retorno');
    expect(await world.rows("SELECT id FROM conversation_history WHERE conversation_id = 1 AND action = 'tag'")).toHaveLength(4);
  });

  test('an unknown one is refused with the list; supervisors make a new one', async () => {
    expect(await slash(world, ANA, '/etiqueta', '#1 vip')).toContain('“vip” não existe aqui. Opções: atenção especial, hospital');
    expect(await slash(world, ANA, '/etiqueta', '#1 +vip')).toContain('precisa do papel Supervisor');
    expect(await world.rows("SELECT id FROM tags WHERE name = 'vip'")).toEqual([]);
    expect(await slash(world, SOFIA, '/etiqueta', '#1 +vip')).toContain('vip');
    expect(await slash(world, ANA, '/etiqueta', '#1 -vip')).not.toContain('vip');
  });

  test('the form adds and takes away, so that a colleague’s change meanwhile stays', async () => {
    await slash(world, ANA, '/etiqueta', '#1');
    expect(JSON.stringify(world.slack.views(ANA))).not.toContain('Etiqueta nova');
    const id = async (name: string) => String((await world.rows<{ id: number }>('SELECT id FROM tags WHERE name = ?', [name]))[0]?.id);
    await slash(world, BRUNO, '/etiqueta', '#1 indicação');
    await world.slack.submitView(ANA, { added: { value: [await id('hospital')] }, removed: { value: [await id('retorno')] } });
    await world.settle();
    expect(shown(await cardOf(world))).toContain('hospital, indicação, plano de saúde');
    await slash(world, SOFIA, '/etiqueta', '#1');
    await world.slack.submitView(SOFIA, { created: { value: 'convênio' } });
    expect(await world.rows("SELECT id FROM tags WHERE name = 'convênio' AND active = 1")).toHaveLength(1);
  });
});
