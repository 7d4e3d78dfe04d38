import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FileDraft } from '../../simulator/slack/workspace.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { sinceNow, type Since } from '../support/since.js';
import { answer, edit, repliesOf, ticksOn } from '../support/thread.js';
import { CONTRACT, FILM, PHOTO, SHEET, VOICE, bytesIn } from './posted-files.js';

describe('an edit of the words beside files follows to the customer’s phone', () => {
  let world: World;
  let since: Since;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => since.received().map(({ kind, text, content }) => [kind, text, bytesIn(content)] as const);
  const post = (files: FileDraft[], text = '') => answer(world, ANA, text, 1, files);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Pode mandar o contrato?');
    await world.settle();
  });
  beforeEach(() => {
    since = sinceNow(world, maria());
  });
  afterAll(() => world.end());

  test.each([['a picture', PHOTO, 'image', 'send-image', 'editImageMessageId'], ['a document', CONTRACT, 'document', 'send-document', 'editDocumentMessageId'], ['a film', FILM, 'video', 'send-video', 'editVideoMessageId']])('an edited caption of %s follows, its file stays and the former words are kept', async (_, file, kind, action, field) => {
    const reply = await post([file, SHEET], 'Segue o *antigo*');
    await edit(world, reply, 'Segue o *novo*');
    expect(since.received().map(({ kind: what, text, edited }) => [what, text, edited === true])).toEqual([[kind, 'Segue o *novo*', true], ['document', 'escala.csv', false]]);
    expect(onPhone()[0]?.[2]).toBe(file.content);
    const calls = since.calls().filter((call) => field in (call.body as object));
    expect(calls.map((call) => [call.action, (call.body as Record<string, unknown>)['caption']])).toEqual([[action, 'Segue o *novo*']]);
    expect(await world.rows("SELECT v.body FROM message_versions v JOIN messages m ON m.id = v.message_id WHERE m.body = 'Segue o *novo*' ORDER BY v.id DESC LIMIT 1")).toEqual([{ body: 'Segue o *antigo*' }]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(since.told()).toEqual([]);
  });

  test('a caption that is given later is put under the file; words before a sound are edited as words', async () => {
    const [photo, voice] = [await post([PHOTO]), await post([VOICE], 'Ouça')] as const;
    await edit(world, photo, 'O quarto');
    await edit(world, voice, 'Ouça:');
    expect(onPhone().map(([kind, text]) => [kind, text])).toEqual([['image', 'O quarto'], ['text', 'Ouça:'], ['audio', '']]);
    expect(since.told()).toEqual([]);
  });

  test.each([['taken away', PHOTO, ''], ['longer than a caption', PHOTO, 'x'.repeat(1025)], ['given to a sound', VOICE, 'Ouça']])('a caption %s cannot follow: it stays, and its author is told what can', async (_, file, text) => {
    const reply = await post([file], file === VOICE ? '' : 'Segue');
    await edit(world, reply, text);
    expect(onPhone().map(([, words]) => words)).toEqual([file === VOICE ? '' : 'Segue']);
    expect(since.told()).toEqual([expect.stringContaining('a legenda de um arquivo pode ser trocada, mas não retirada nem passar de 1.024 caracteres')]);
  });

  test('refused after a week: author and thread are told, and the record says what the customer reads', async () => {
    const reply = await post([PHOTO], 'de março');
    world.zapi.fail({ action: 'send-image', times: 1, how: { deliveryError: 'Message has not been edited because it has been more than 7 days' } });
    await edit(world, reply, 'de abril');
    expect(onPhone()).toEqual([['image', 'de março', PHOTO.content]]);
    expect(since.told()).toEqual([expect.stringContaining('não chegou ao cliente')]);
    expect((await repliesOf(world)).at(-1)?.text).toContain('o WhatsApp só permite editar por 7 dias');
    expect(await world.rows("SELECT edited_at FROM messages WHERE body = 'de março'")).toEqual([{ edited_at: null }]);
  });

  test('an edited caption whose answer is lost is done again, and is one message still', async () => {
    const reply = await post([PHOTO], 'antes');
    world.zapi.fail({ action: 'send-image', times: 1, how: { afterQueued: true, status: 500 } });
    await edit(world, reply, 'depois');
    await world.pass(60_000);
    expect(onPhone()).toEqual([['image', 'depois', PHOTO.content]]);
    expect(since.told()).toEqual([]);
  });
});
