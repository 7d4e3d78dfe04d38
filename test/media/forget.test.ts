import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesOf, forgetFilesOf } from '../../src/domain/media/forget-files.js';
import { cardOf, channelTexts, repliesOf } from '../support/thread.js';
import { ANA, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { serveBucket, type BucketServer } from './bucket-server.js';
import { serve, type TestServer } from './hostile-server.js';
import { PDF, PNG } from './pictures.js';

describe.each(['folder', 'bucket'])('files kept in a %s, forgotten', (place) => {
  let world: World;
  let server: TestServer;
  let bucket: BucketServer;
  let gone = false;
  const person = (number: string) => world.phone(number, { name: 'Maria' });
  const sendsPhoto = async (number: string) => {
    const address = `http://127.0.0.1:${server.port}/foto`;
    await person(number).says('', { extra: { image: { imageUrl: address, thumbnailUrl: '', caption: '', mimeType: 'image/png', viewOnce: false, width: 1, height: 1, downloadError: null } } });
    await world.settle();
  };
  /** What is kept of a conversation, wherever it is kept. */
  const kept = (conversation: number): string[] => {
    if (place === 'bucket') return [...bucket.objects.keys()].filter((name) => name.startsWith(`/arquivos/${conversation}/`));
    const folder = join(world.house.config.DATA_DIR, 'media', String(conversation));
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const forget = (conversation: number) => world.house.ledger.run({ kind: 'system' }, {}, (ctx) => forgetFilesOf(ctx, conversation));
  const states = async (conversation: number) => (await world.rows<{ state: string; storage_key: string | null }>('SELECT state, storage_key FROM attachments WHERE conversation_id = ? ORDER BY id', [conversation])).map((row) => `${row.state}${row.storage_key === null ? '' : ' kept'}`);

  beforeAll(async () => {
    server = await serve({ '/foto': (_: unknown, response: ServerResponse) => void (gone ? response.writeHead(404).end() : response.writeHead(200).end(PNG)) });
    bucket = await serveBucket((bytes) => createHash('sha256').update(bytes).digest('hex'));
    const s3 = { MEDIA_S3_ENDPOINT: bucket.endpoint, MEDIA_S3_BUCKET: 'arquivos', MEDIA_S3_KEY: 'CHAVE', MEDIA_S3_SECRET: 'segredo', MEDIA_S3_REGION: 'sa-east-1' };
    world = await startWorld({ env: { MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}`, ...(place === 'bucket' ? s3 : {}) } });
    await sendsPhoto('5511988887777');
    await sendsPhoto('5511977776666');
    const card = await cardOf(world);
    await world.slack.post(ANA, card.channel, 'Segue', { thread_ts: card.ts, files: [{ name: 'contrato.pdf', content: PDF.toString('base64'), encoding: 'base64' }] });
    await world.settle();
  });
  afterAll(async () => {
    await world.end();
    await Promise.all([server.close(), bucket.close()]);
  });

  test('they are listed: what came and what went out, of this conversation only', async () => {
    expect((await filesOf(world.house.source.manager, 1)).map(({ kind, state, mime }) => [kind, state, mime])).toEqual([['image', 'stored', 'image/png'], ['document', 'stored', 'application/pdf']]);
    expect([kept(1).length, kept(2).length]).toEqual([2, 1]);
  });

  test('from the commit on they are given to nobody; whoever dies then, they are deleted all the same', async () => {
    expect(await forget(1)).toBe(2);
    // As if the process had died here: nothing is deleted yet.
    expect([kept(1).length, await states(1)]).toEqual([2, ['forgotten kept', 'forgotten kept']]);
    expect(await filesOf(world.house.source.manager, 1)).toEqual([]);
    // Somebody deleted one and died before noting it.
    const [first] = await world.rows<{ storage_key: string }>('SELECT storage_key FROM attachments WHERE conversation_id = 1 ORDER BY id');
    await world.house.media.remove(first?.storage_key as string);
    await world.settle();
    expect([kept(1), await states(1)]).toEqual([[], ['forgotten', 'forgotten']]);
    expect([kept(2).length, await states(2)]).toEqual([1, ['stored kept']]);
  });

  test('a second time does nothing, and the audit trail holds it once', async () => {
    expect(await forget(1)).toBe(0);
    await world.settle();
    expect(await world.rows("SELECT conversation_id, actor_kind, new_value FROM conversation_history WHERE action = 'files_forgotten'")).toEqual([{ conversation_id: 1, actor_kind: 'system', new_value: '2' }]);
  });

  test('two who forget at once forget once', async () => {
    await sendsPhoto('5511955554444');
    expect((await Promise.all([forget(3), forget(3)])).sort()).toEqual([0, 1]);
    await world.settle();
    expect(kept(3)).toEqual([]);
  });

  test('one that was not there yet is not fetched any more, nor again by its button', async () => {
    gone = true;
    await sendsPhoto('5511966665555');
    const [{ id } = { id: 0 }] = await world.rows<{ id: number }>('SELECT MAX(conversation_id) AS id FROM attachments');
    expect(await states(id)).toEqual(['failed']);
    await forget(id);
    gone = false;
    const notice = (await repliesOf(world, id)).find((message) => message.metadata?.event_type === 'carinho_notice');
    await world.slack.click(ANA, { channel: notice?.channel as string, ts: notice?.ts as string }, 'media_retry');
    await world.settle();
    expect([kept(id), await states(id)]).toEqual([[], ['forgotten']]);
    expect(JSON.stringify(world.slack.ephemerals(ANA))).toContain('já foram excluídos');
  });

  test('storage that is away is waited for, and nobody is alarmed', async () => {
    await sendsPhoto('5511944443333');
    const [{ id } = { id: 0 }] = await world.rows<{ id: number }>('SELECT MAX(conversation_id) AS id FROM attachments');
    bucket.failWith = 503;
    await forget(id);
    await world.settle();
    for (let times = 0; times < 10; times += 1) await world.pass(60_000);
    if (place === 'bucket') expect(await states(id)).toEqual(['forgotten kept']);
    bucket.failWith = undefined;
    await world.settle(120_000);
    expect([kept(id), await states(id)]).toEqual([[], ['forgotten']]);
    expect(await world.rows("SELECT kind FROM deliveries WHERE status = 'dead'")).toEqual([]);
    expect(channelTexts(world, SUPERVISAO)).toEqual([]);
  });

  test('a reply whose file is forgotten before it leaves does not leave without it', async () => {
    const id = 2;
    await world.set('reply_undo_seconds', 8);
    const card = await cardOf(world, id);
    await world.slack.post(ANA, card.channel, 'Segue', { thread_ts: card.ts, files: [{ name: 'laudo.pdf', content: PDF.toString('base64'), encoding: 'base64' }] });
    await world.settle();
    await forget(id);
    await world.pass(10_000);
    // The deletion waits until nothing of the conversation is being sent.
    await world.settle(60_000);
    await world.set('reply_undo_seconds', 0);
    expect(person('5511977776666').received).toEqual([]);
    expect((await repliesOf(world, id)).at(-1)?.text).toContain('foram excluídos');
    expect(kept(id)).toEqual([]);
  });
});
