import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FileDraft, SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, BRUNO, STRANGER, startWorld, type World } from '../support/world.js';
import { sinceNow, type Since } from '../support/since.js';
import { answer, cardOf, repliesOf, shown, ticksOn } from '../support/thread.js';
import { CONTRACT, PHOTO, SHEET, VOICE, base64, bytesIn } from './posted-files.js';

describe('files posted in the thread go to the customer', () => {
  let world: World;
  let since: Since;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => since.received().map(({ kind, text, content }) => [kind, text, bytesIn(content)] as const);
  const actions = () => since.calls().map((call) => call.action).filter((action) => action.startsWith('send-'));
  const post = (files: FileDraft[], text = '', user = ANA) => answer(world, user, text, 1, files);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Pode mandar o contrato?');
    await world.settle();
    await answer(world, ANA, 'Claro');
  });
  beforeEach(() => {
    since = sinceNow(world, maria());
  });
  afterAll(() => world.end());

  test('several at once, with the words as caption of the first, in the order posted; the tick is all of them together', async () => {
    const reply = await post([PHOTO, CONTRACT, SHEET], 'Segue o *contrato*');
    await answer(world, ANA, 'Qualquer dúvida, me diga');
    expect(onPhone()).toEqual([
      ['image', 'Segue o *contrato*', PHOTO.content], ['document', 'Contrato João.pdf', CONTRACT.content], ['document', 'escala.csv', Buffer.from(SHEET.content ?? '').toString('base64')],
      ['text', 'Qualquer dúvida, me diga', undefined],
    ]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(await world.rows("SELECT m.kind, m.part, m.body, a.state, a.mime, a.file_name FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.direction = 'outbound' ORDER BY m.part")).toEqual([
      { kind: 'image', part: 0, body: 'Segue o *contrato*', state: 'stored', mime: 'image/png', file_name: 'quarto.png' },
      { kind: 'document', part: 1, body: '', state: 'stored', mime: 'application/pdf', file_name: 'Contrato João.pdf' },
      { kind: 'document', part: 2, body: '', state: 'stored', mime: 'text/csv', file_name: 'escala.csv' },
    ]);
    expect((await repliesOf(world)).filter((message) => message.bot_id !== undefined)).toHaveLength(1);
    expect(since.told()).toEqual([]);
    expect(shown(await cardOf(world))).toContain('Qualquer dúvida');
  });

  test('a sound has no caption: its words go before it, and words too long for a caption as well', async () => {
    await post([VOICE], 'Ouça:');
    await post([PHOTO], 'longo '.repeat(200));
    expect(onPhone().map(([kind, text]) => [kind, text.trim()])).toEqual([['text', 'Ouça:'], ['audio', ''], ['text', 'longo '.repeat(200).trim()], ['image', '']]);
    expect(since.told()).toEqual([]);
  });

  test('without words it goes too', async () => {
    await post([PHOTO]);
    expect(onPhone()).toEqual([['image', '', PHOTO.content]]);
  });

  test.each([['// só para nós'], ['nota: veja'], ['!veja isto']])('under %s it stays inside', async (text) => {
    const note = await post([PHOTO], text);
    expect(actions()).toEqual([]);
    expect(ticksOn(world, note)).toEqual(['memo']);
  });

  test('where only >> is for the customer, a file without it stays inside', async () => {
    await world.set('reply_mode', 'explicit');
    const kept = await post([PHOTO]);
    await post([CONTRACT], '>> O contrato');
    await world.set('reply_mode', 'reply');
    expect(ticksOn(world, kept)).toEqual(['memo']);
    expect(onPhone()).toEqual([['document', 'O contrato', CONTRACT.content]]);
  });

  test('by a stranger it stays inside; by a colleague it is held, and goes once decided', async () => {
    await post([PHOTO], 'oi', STRANGER);
    expect(since.told(STRANGER)).toEqual([expect.stringContaining('não foi enviada ao cliente')]);
    const held = await post([PHOTO, CONTRACT], 'Segue', BRUNO);
    expect(ticksOn(world, held)).toEqual(['raised_hand']);
    expect(actions()).toEqual([]);
    await world.slack.shortcut(ANA, 'send_held_reply', { channel: held.channel, ts: held.ts });
    await world.settle();
    expect(onPhone()).toEqual([['image', 'Segue', PHOTO.content], ['document', 'Contrato João.pdf', CONTRACT.content]]);
  });

  test('one that cannot leave keeps everything in, with the reason', async () => {
    const program = await post([PHOTO, { name: 'instalar.exe', mimetype: 'application/x-msdownload', content: 'MZ' }], 'Segue');
    const large = await post([base64('tudo.pdf', Buffer.alloc(16 * 1024 * 1024))], 'Segue');
    expect(actions()).toEqual([]);
    expect([ticksOn(world, program), ticksOn(world, large)]).toEqual([['no_entry_sign'], ['no_entry_sign']]);
    expect(since.told()).toEqual([
      expect.stringContaining('*instalar.exe*: este tipo não pode ser enviado'),
      expect.stringContaining('*tudo.pdf*: mais de 15 MB, o limite desta instalação'),
    ]);
  });

  test('several in one message and more in the next: one word that names each, and none is told again', async () => {
    const program = (name: string): FileDraft => ({ name, mimetype: 'application/x-msdownload', content: 'MZ' });
    const card = await cardOf(world);
    await world.slack.post(ANA, card.channel, 'Segue', { thread_ts: card.ts, files: [program('um.exe'), program('dois_@ana.exe')] });
    await world.slack.post(ANA, card.channel, '', { thread_ts: card.ts, files: [program('três.exe')] });
    await world.settle();
    expect(since.told()).toHaveLength(1);
    expect(since.told()[0]).toMatch(/\n• \*um\.exe\*, \*dois_@\u2060ana\.exe\*, \*três\.exe\*: este tipo/);
    await post([program('quatro.exe')]);
    expect(since.told()).toHaveLength(2);
    expect(since.told()[1]).toMatch(/\n• \*quatro\.exe\*: este tipo/);
  });

  test('one whose bytes are something else: nothing is half sent, and the reason is in the thread', async () => {
    const reply = await post([CONTRACT, { name: 'foto.png', content: '<!DOCTYPE html><title>erro</title>' }], 'Segue');
    expect(actions()).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['warning']);
    const notices = async () => (await repliesOf(world)).filter((message) => message.metadata?.event_type === 'carinho_notice');
    expect((await notices()).map((notice) => notice.text)).toEqual([`<@${ANA}> 2 mensagens desta resposta *não chegaram ao cliente*. Motivo: o arquivo não é o que o nome diz, está vazio ou foi barrado pelo antivírus`]);
    expect(shown((await notices())[0] as SimMessage)).toMatch(/> Segue\\n> foto\.png.*Tentar de novo/);
  });

  test('the gateway refuses the first of three: one notice names all, one retry sends all, and the notice says so', async () => {
    const notices = async () => (await repliesOf(world)).filter((message) => message.metadata?.event_type === 'carinho_notice').slice(1);
    world.zapi.fail({ action: 'send-image', times: 1, how: { status: 400, body: { error: 'no' } } });
    const reply = await post([PHOTO, CONTRACT, SHEET], 'Seguem');
    expect(onPhone()).toEqual([]);
    expect((await notices()).map((notice) => notice.text)).toEqual([expect.stringContaining('3 mensagens desta resposta *não chegaram ao cliente*')]);
    expect(shown((await notices())[0] as SimMessage)).toMatch(/> Seguem\\n> Contrato João\.pdf\\n> escala\.csv/);
    await world.slack.click(ANA, (await notices())[0] as SimMessage, 'message_retry');
    await world.pass(5000);
    expect(onPhone().map(([kind]) => kind)).toEqual(['image', 'document', 'document']);
    expect((await notices()).map((notice) => notice.text)).toEqual([expect.stringMatching(/^Esta resposta tinha falhado e agora está (?:enviada|entregue)\.$/)]);
    expect(shown((await notices())[0] as SimMessage)).not.toContain('Tentar de novo');
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test('in the undo window it can be taken back, and its words changed', async () => {
    await world.set('reply_undo_seconds', 8);
    const gone = await post([PHOTO], 'não era');
    const changed = await post([CONTRACT], 'contato');
    await world.slack.remove(ANA, gone.channel, gone.ts);
    await world.slack.edit(ANA, changed.channel, changed.ts, 'contrato');
    await world.settle();
    await world.pass(30_000);
    await world.set('reply_undo_seconds', 0);
    expect(onPhone()).toEqual([['document', 'contrato', CONTRACT.content]]);
    expect(since.told()).toEqual([]);
  });

  test('after it left: deleted in Slack it is deleted there', async () => {
    const reply = await post([PHOTO, CONTRACT], 'Segue');
    await world.slack.remove(ANA, reply.channel, reply.ts);
    await world.settle();
    expect(since.received().map(({ kind, text, deleted }) => [kind, text, deleted])).toEqual([['image', 'Segue', true], ['document', 'Contrato João.pdf', true]]);
  });

  test('a lost answer does not send it twice; an answer of 500 and a Slack that is away are waited for', async () => {
    world.zapi.fail({ action: 'send-image', times: 1, how: { afterQueued: true, status: 500 } });
    await post([PHOTO], 'uma vez');
    await world.pass(120_000);
    expect(onPhone()).toEqual([['image', 'uma vez', PHOTO.content]]);
    world.slack.fail({ method: 'files.info', times: 2, how: { error: 'internal_error' } });
    const reply = await post([CONTRACT], 'depois');
    await world.pass(60_000);
    expect(onPhone().slice(1)).toEqual([['document', 'depois', CONTRACT.content]]);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });
});
