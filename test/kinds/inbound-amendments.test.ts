import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { arrive, arriveInTurn, messageBody, type Body } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, shown, textsOf } from '../support/thread.js';

describe('what a customer changes on what was sent', () => {
  let world: World;
  let phone = '';
  let count = 0;
  let id = '';
  let now = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    count += 1;
    phone = `5511933330${String(count).padStart(3, '0')}`;
    id = `3EB0AMEND${count}`;
    now = world.clock.now().getTime();
  });
  afterAll(() => world.end());

  const says = (text: string, over: Record<string, unknown> = {}): Body => messageBody(text, { phone, messageId: id, momment: now, ...over });
  const edits = (text: string, at = 1000, over: Record<string, unknown> = {}): Body => messageBody(text, { phone, isEdit: true, editMessageId: id, momment: now + at, ...over });
  const deletes = (over: Record<string, unknown> = {}): Body => messageBody('', { phone, messageId: id, text: undefined, notification: 'REVOKE', momment: now + 5000, ...over });
  const number = async () => (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]))[0]?.id ?? 0;
  const thread = async () => textsOf(world, await number());
  const versions = () => world.rows('SELECT v.body FROM message_versions v JOIN messages m ON m.id = v.message_id WHERE m.external_id = ? ORDER BY v.id', [id]);

  test('an edit: the post shows the new words and says so, the former ones are kept', async () => {
    await arriveInTurn(world, says('quero *segunda*'), edits('quero *terça*'), edits('quero quarta', 2000));
    expect(await thread()).toEqual(['quero quarta _(editada)_']);
    expect(await versions()).toEqual([{ body: 'quero *segunda*' }, { body: 'quero *terça*' }]);
    expect(await world.rows('SELECT action FROM conversation_history WHERE conversation_id = ? AND action LIKE ? ORDER BY id', [await number(), 'message_%'])).toEqual([{ action: 'message_edited' }, { action: 'message_edited' }]);
    expect(shown(await cardOf(world, await number()))).toContain('quero quarta');
  });

  test('an edit older than the last one changes nothing, nor does the same one twice', async () => {
    await arriveInTurn(world, says('a'), edits('c', 2000), edits('b', 1000), edits('c', 2000, { instanceId: 'OUTRA' }));
    expect(await thread()).toEqual(['c _(editada)_']);
    expect(await versions()).toEqual([{ body: 'a' }]);
  });

  test('edit, deletion and reaction that come before their message wait for it', async () => {
    const reaction = messageBody('', { phone, text: undefined, momment: now + 3000, reaction: { value: '👍', referencedMessage: { messageId: id } } });
    await arriveInTurn(world, edits('certo'), reaction);
    expect(await number()).toBe(0);
    await arrive(world, says('errado'));
    expect(await thread()).toEqual(['certo _(editada)_\n👍 Maria']);
    expect(await world.rows('SELECT id FROM early_amendments WHERE external_id = ?', [id])).toEqual([]);
  });

  test('a deletion first, its message later: shown struck through', async () => {
    await arriveInTurn(world, deletes(), says('nada'));
    expect(await thread()).toEqual(['~nada~ _apagada pelo cliente_']);
  });

  test('all at once, in any order', async () => {
    await arrive(world, deletes(), edits('novo'), says('velho'));
    expect(await thread()).toEqual(['~novo~ _apagada pelo cliente_']);
    expect(await versions()).toEqual([{ body: 'velho' }]);
  });

  test('a caption is edited without its file; the file stays', async () => {
    await arriveInTurn(world, says('', { text: undefined, document: { documentUrl: null, fileName: 'a.pdf', caption: 'um' } }), edits('', 1000, { text: undefined, document: { documentUrl: null, caption: 'dois' } }));
    expect((await thread())[0]).toMatch(/^📄 a\.pdf\n⚠️[^\n]*\ndois _\(editada\)_$/);
  });

  test('a deletion: each line struck through, the words kept, told once', async () => {
    await arriveInTurn(world, says('linha *um*\n\n> dois ~três~'), deletes(), deletes({ instanceId: 'OUTRA' }));
    expect(await thread()).toEqual(['~linha *um*~\n\n&gt; ~dois três~ _apagada pelo cliente_']);
    expect(await world.rows('SELECT body, status, deleted_at IS NOT NULL AS gone FROM messages WHERE external_id = ?', [id])).toEqual([{ body: 'linha *um*\n\n> dois ~três~', status: 'deleted', gone: expect.anything() }]);
    expect(shown(await cardOf(world, await number()))).toContain('_apagada_');
  });

  test('on the company’s phone: its own messages are edited and deleted, the customer’s are not', async () => {
    await arriveInTurn(world, says('oi, aqui é a Ana', { fromMe: true }), edits('oi, aqui é a Bia', 1000, { fromMe: true }), edits('invadi', 2000));
    expect(await thread()).toEqual(['oi, aqui é a Bia _(editada)_']);
    expect(await versions()).toEqual([{ body: 'oi, aqui é a Ana' }]);
    await arrive(world, deletes({ fromMe: true }));
    expect(await thread()).toEqual(['~oi, aqui é a Bia~ _apagada_']);
    expect(await world.rows('SELECT action FROM conversation_history WHERE conversation_id = ? AND action LIKE ? ORDER BY id', [await number(), 'message_%'])).toEqual([{ action: 'message_edited' }, { action: 'message_deleted' }]);
  });

  test('on the company’s phone, later: a caption changed an hour after, a message taken back a day after', async () => {
    const sheet = (caption: string, over: Record<string, unknown>) => messageBody('', { phone, fromMe: true, text: undefined, momment: now, document: { documentUrl: null, fileName: 'tabela.pdf', caption }, ...over });
    await arriveInTurn(world, sheet('valores de maio', { messageId: id }), says('e este é o contato', { messageId: `${id}B`, fromMe: true, momment: now + 1000 }));
    await world.pass(3_600_000);
    await arrive(world, sheet('valores de junho', { messageId: `${id}E`, isEdit: true, editMessageId: id, momment: now + 3_600_000 }));
    expect((await thread())[0]).toMatch(/^📄 tabela\.pdf\n[^\n]*\nvalores de junho _\(editada\)_$/);
    expect(await versions()).toEqual([{ body: 'valores de maio' }]);
    await world.pass(24 * 3_600_000);
    await arrive(world, deletes({ messageId: `${id}B`, fromMe: true, momment: now + 25 * 3_600_000 }));
    expect((await thread()).at(-1)).toBe('~e este é o contato~ _apagada_');
    expect(await world.rows('SELECT body, status FROM messages WHERE external_id = ?', [`${id}B`])).toEqual([{ body: 'e este é o contato', status: 'deleted' }]);
  });

  test('an agent’s reply deleted on the company’s phone is not shown as delivered', async () => {
    await arrive(world, says('bom dia'));
    await answer(world, ANA, 'Bom dia!', await number());
    const [sent] = await world.rows<{ external_id: string }>("SELECT external_id FROM messages WHERE conversation_id = ? AND author_kind = 'agent'", [await number()]);
    await arrive(world, deletes({ messageId: sent?.external_id, fromMe: true }));
    expect(await world.rows('SELECT status FROM messages WHERE external_id = ?', [sent?.external_id])).toEqual([{ status: 'deleted' }]);
    expect(JSON.stringify((await repliesOf(world, await number())).at(-1))).toContain('apagada no celular da empresa');
  });

  test('an agent’s reply edited on the company’s phone: the thread says what the customer reads now', async () => {
    await arrive(world, says('bom dia'));
    await answer(world, ANA, 'Custa R$ 10', await number());
    const [sent] = await world.rows<{ external_id: string }>("SELECT external_id FROM messages WHERE conversation_id = ? AND author_kind = 'agent'", [await number()]);
    await arrive(world, edits('Custa R$ 100', 1000, { editMessageId: sent?.external_id, fromMe: true }));
    expect(JSON.stringify((await repliesOf(world, await number())).at(-1))).toContain('Custa R$ 100');
  });

  test('a declined request for payment is no answer', async () => {
    await arrive(world, says('Alguém?'));
    await arrive(world, messageBody('', { phone, messageId: `${id}PAY`, fromMe: true, notification: 'PAYMENT_ACTION_REQUEST_DECLINED', notificationParameters: [phone, 'BRL', '1000'], text: undefined }));
    expect(await world.rows('SELECT waiting_since IS NOT NULL AS waits FROM conversations WHERE id = ?', [await number()])).toEqual([{ waits: 1 }]);
  });

  test('echoes of our own edits and deletions change nothing', async () => {
    await arriveInTurn(world, says('oi'), edits('x', 1000, { fromMe: true, fromApi: true }), deletes({ fromMe: true, fromApi: true }));
    expect(await thread()).toEqual(['oi']);
  });

  test('a deletion opens no ended conversation and does not start a new waiting', async () => {
    await arrive(world, says('obrigada'));
    await answer(world, ANA, 'De nada!', await number());
    await world.rows("UPDATE conversations SET status = 'closed', status_before_end = 'active', closed_at = ?, open_contact_id = NULL WHERE id = ?", [world.clock.now(), await number()]);
    await arriveInTurn(world, edits('obrigada!'), deletes());
    expect(await world.rows('SELECT status, waiting_since FROM conversations WHERE id = ?', [await number()])).toEqual([{ status: 'closed', waiting_since: null }]);
  });

  test('a placeholder is filled by the real message, in its place', async () => {
    await arriveInTurn(world, says('', { text: undefined, waitingMessage: true }), messageBody('segunda', { phone, momment: now + 1000 }));
    expect(await thread()).toEqual([expect.stringContaining('Aguardando a mensagem'), 'segunda']);
    await arrive(world, says('agora decifrada'));
    expect(await thread()).toEqual(['agora decifrada', 'segunda']);
    await arrive(world, says('', { text: undefined, waitingMessage: true, instanceId: 'OUTRA' }));
    expect(await thread()).toEqual(['agora decifrada', 'segunda']);
  });

  test('what may be seen once, on the phone only, says so and does not let anybody wait for it', async () => {
    const hidden = (over: Record<string, unknown> = {}) => says('', { text: undefined, waitingMessage: true, viewOnce: true, ...over });
    await arrive(world, hidden());
    expect(await thread()).toEqual(['👁️ *Mensagem de visualização única*\n_Ela não chega aqui: abra a conversa no celular da empresa para vê-la, uma vez só._']);
    expect(shown(await cardOf(world, await number()))).toContain('Visualização única');
    await arrive(world, says('', { text: undefined, waitingMessage: true }));
    expect((await thread())[0]).toContain('visualização única');
    await arrive(world, says('', { text: undefined, waitingMessage: true, messageId: `${id}B`, momment: now + 1 }));
    expect((await thread())[1]).toContain('Aguardando a mensagem');
    await arrive(world, hidden({ messageId: `${id}B` }));
    expect((await thread())[1]).toContain('visualização única');
    await arrive(world, says('', { text: undefined, image: { imageUrl: null, viewOnce: true } }));
    expect((await thread())[0]).toMatch(/^📷 Foto · 👁️ visualização única/);
  });

  test('placeholder and message together: one post', async () => {
    await arrive(world, says('', { text: undefined, waitingMessage: true }), says('pronta', { momment: now + 1 }));
    expect(await thread()).toEqual(['pronta']);
  });

  test('a file’s address that comes with a later copy is taken; a copy without it is nothing new', async () => {
    const image = (imageUrl: string | null) => says('', { text: undefined, image: { imageUrl, caption: 'foto', mimeType: 'image/png' } });
    await arrive(world, image(null));
    expect((await thread())[0]).toContain('⚠️');
    await arrive(world, image('https://files.invalid/a.png'));
    expect(await world.rows('SELECT a.source_url, a.state FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.external_id = ?', [id])).toEqual([{ source_url: 'https://files.invalid/a.png', state: 'waiting' }]);
    expect((await thread())[0]).toBe('📷 Foto\nfoto');
    expect(await world.rows('SELECT id FROM messages WHERE external_id = ?', [id])).toHaveLength(1);
  });
});
