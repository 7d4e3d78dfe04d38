import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { channelTexts, repliesOf, shown, textsOf } from '../support/thread.js';
import { serve, type TestServer } from './hostile-server.js';
import { PDF, PNG } from './pictures.js';

describe('files that customers send', () => {
  let world: World;
  let server: TestServer;
  let broken: number | undefined;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;
  const sendsPhoto = (path: string, caption = '') => maria().says('', { extra: { image: { imageUrl: at(path), thumbnailUrl: at(path), caption, mimeType: 'image/jpeg', viewOnce: false, width: 1, height: 1, downloadError: null } } });
  const sendsDocument = (path: string, fileName: string) => maria().says('', { extra: { document: { documentUrl: at(path), mimeType: 'application/pdf', title: fileName, pageCount: 1, fileName, caption: null } } });
  const withFiles = async () => (await repliesOf(world)).filter((message) => message.files?.length);
  const files = async () => (await withFiles()).flatMap((message) => message.files ?? []);
  const notices = async () => (await repliesOf(world)).filter((message) => message.metadata?.event_type === 'carinho_notice');
  const notice = async () => (await notices()).at(-1) as SimMessage;
  const last = async () => (await world.rows<{ id: number; state: string; error: string | null; storage_key: string | null; bytes: number; mime: string }>('SELECT id, state, error, storage_key, bytes, mime FROM attachments ORDER BY id DESC LIMIT 1'))[0];

  beforeAll(async () => {
    const sometimes = (bytes: Buffer) => (_: unknown, response: ServerResponse) => void (broken === undefined ? response.writeHead(200).end(bytes) : response.writeHead(broken).end('no'));
    server = await serve({ '/foto': sometimes(PNG), '/conta': sometimes(PDF) });
    world = await startWorld({ env: { MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}` } });
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(async () => {
    await world.end();
    await server.close();
  });

  test('a picture stands in the thread once, below its message, with whose it is', async () => {
    await sendsPhoto('/foto', 'a receita');
    await world.settle();
    expect(await files()).toMatchObject([{ name: 'image.png', mimetype: 'image/png', size: PNG.length, title: expect.stringMatching(/^Foto · Maria Oliveira · \d\d:\d\d$/) }]);
    const texts = await textsOf(world);
    expect(texts.at(-2)).toContain('a receita');
    expect(texts.at(-1)).toBe('');
    expect(server.asked.filter((path) => path === '/foto')).toHaveLength(1);
  });

  test('it is kept under the conversation, as it came', async () => {
    const kept = await last();
    expect(kept).toMatchObject({ state: 'stored', error: null, bytes: PNG.length, mime: 'image/png', storage_key: expect.stringMatching(/^1\/[0-9a-f-]{36}\.png$/) });
    expect(await buffer(await world.house.bot.media.read(kept?.storage_key as string))).toEqual(PNG);
  });

  test('a document keeps its name, made safe', async () => {
    await sendsDocument('/conta', '../Conta \u202Efdp.pdf');
    await world.settle();
    expect((await files()).at(-1)).toMatchObject({ name: 'Conta fdp.pdf', mimetype: 'application/pdf' });
  });

  test('an expired one says so, with a button; nobody else is alarmed', async () => {
    broken = 404;
    await sendsPhoto('/foto');
    await world.settle();
    expect(await last()).toMatchObject({ state: 'failed', error: 'expired: 404' });
    expect((await notice()).text).toMatch(/^\*Foto · Maria Oliveira · \d\d:\d\d\* não pôde ser baixado\. Motivo: o WhatsApp não tem mais este arquivo; peça ao cliente que envie de novo$/);
    expect(shown(await notice())).toContain('Baixar de novo');
    expect((await textsOf(world)).at(-2)).toBe('📷 Foto\n⚠️ _O arquivo não está aqui: veja o aviso na conversa_');
    expect((await textsOf(world)).join('\n').match(/o WhatsApp não tem mais este arquivo/g)).toHaveLength(1);
    expect(channelTexts(world, SUPERVISAO)).toEqual([]);
    expect(await world.rows("SELECT id FROM deliveries WHERE status = 'dead'")).toEqual([]);
  });

  test('a retry that fails says the new reason in the same notice', async () => {
    broken = 403;
    await world.slack.click(ANA, await notice(), 'media_retry');
    await world.settle();
    expect(await notices()).toHaveLength(1);
    expect((await notice()).text).toContain('Motivo: a Z-API não entregou o arquivo (403)');
  });

  test('a retry that works, clicked three times and by a stranger, brings the file once and mends the notice', async () => {
    broken = undefined;
    const clicked = await notice();
    const before = (await files()).length;
    const asked = server.asked.length;
    await Promise.all([ANA, ANA, ANA, STRANGER].map((user) => world.slack.click(user, clicked, 'media_retry')));
    await world.settle();
    await world.slack.click(ANA, clicked, 'media_retry');
    await world.settle();
    expect(server.asked.length - asked).toBe(1);
    expect(await files()).toHaveLength(before + 1);
    expect(await notices()).toHaveLength(1);
    expect((await notice()).text).toMatch(/tinha falhado e agora está nesta conversa\.$/);
    expect(shown(await notice())).not.toContain('Baixar de novo');
    expect(world.slack.ephemerals(ANA).at(-1)?.text).toBe('Este arquivo já chegou ou está sendo baixado.');
    expect(world.slack.ephemerals(STRANGER).at(-1)?.text).toContain('Só pessoas da equipe');
    expect(await last()).toMatchObject({ state: 'stored', error: null });
  });

  test('a server that is down for long ends in a dead letter, an alert and the notice; the button mends it all', async () => {
    broken = 500;
    const before = (await files()).length;
    await sendsPhoto('/foto');
    await world.settle(120_000);
    expect((await notice()).text).toContain('Motivo: o servidor do arquivo não respondeu');
    expect(channelTexts(world, SUPERVISAO)).toEqual([expect.stringMatching(/Download de arquivo.*o servidor do arquivo não respondeu/)]);
    broken = undefined;
    await world.slack.click(ANA, await notice(), 'media_retry');
    await world.settle();
    expect(await files()).toHaveLength(before + 1);
    expect(await world.rows("SELECT id FROM deliveries WHERE status = 'dead'")).toEqual([]);
    expect((await notice()).text).toMatch(/tinha falhado e agora está nesta conversa\.$/);
  });

  test('what Slack does not take stays kept, says why, and holds nothing back', async () => {
    const before = (await files()).length;
    world.slack.fail({ method: 'files.getUploadURLExternal', times: 1, how: { error: 'storage_limit_reached' } });
    await sendsPhoto('/foto');
    await maria().says('Recebeu?');
    await world.settle();
    expect(await textsOf(world)).toContain('Recebeu?');
    expect((await notice()).text).toMatch(/está guardado, mas não pôde ser mostrado aqui\. Motivo: o Slack não aceitou o arquivo \(.*storage_limit_reached/);
    expect(await last()).toMatchObject({ state: 'stored', storage_key: expect.any(String) });
    await world.slack.click(ANA, await notice(), 'media_retry');
    await world.settle();
    expect(await files()).toHaveLength(before + 1);
    expect((await notice()).text).toMatch(/tinha falhado e agora está nesta conversa\.$/);
  });

  test('files and messages keep their order, and nothing is left behind on the way', async () => {
    const before = (await repliesOf(world)).length;
    await sendsPhoto('/foto', 'um');
    await world.settle();
    await maria().says('dois');
    await sendsDocument('/conta', 'três.pdf');
    await world.settle();
    const added = (await repliesOf(world)).slice(before).map((message) => message.files?.[0]?.name ?? (message.text.includes('um') ? 'um' : message.text.includes('dois') ? 'dois' : 'três'));
    expect(added).toEqual(['um', 'image.png', 'dois', 'três', 'três.pdf']);
    expect(readdirSync(join(world.house.config.DATA_DIR, 'media', 'incoming'))).toEqual([]);
  });
});
