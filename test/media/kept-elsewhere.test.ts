import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ATENDIMENTO, startWorld, type World } from '../support/world.js';
import { cardOf, repliesOf, shown } from '../support/thread.js';
import { serveBucket, type BucketServer } from './bucket-server.js';
import { serve, type TestServer } from './hostile-server.js';
import { PNG } from './pictures.js';

const OUR_USER = 'U0CARINHO01';

describe('with a bucket and a scanner', () => {
  let world: World;
  let server: TestServer;
  let bucket: BucketServer;
  let scanner: Server;
  let verdict = 'stream: OK\0';
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const sendsPhoto = () =>
    maria().says('', { extra: { image: { imageUrl: `http://127.0.0.1:${server.port}/foto`, thumbnailUrl: '', caption: '', mimeType: 'image/png', viewOnce: false, width: 1, height: 1, downloadError: null } } });
  const files = async () => (await repliesOf(world)).flatMap((message) => message.files ?? []);
  const last = async () => (await world.rows<{ state: string; error: string | null; storage_key: string | null }>('SELECT state, error, storage_key FROM attachments ORDER BY id DESC LIMIT 1'))[0];

  beforeAll(async () => {
    server = await serve({ '/foto': (_: unknown, response: ServerResponse) => void response.writeHead(200).end(PNG) });
    bucket = await serveBucket((bytes) => createHash('sha256').update(bytes).digest('hex'));
    scanner = createServer((socket) => {
      socket.on('error', () => undefined);
      // A stream ends with a chunk of length 0.
      socket.on('data', (data) => (data as Buffer).subarray(-4).equals(Buffer.alloc(4)) && socket.end(verdict));
    });
    await new Promise<void>((done) => scanner.listen(0, '127.0.0.1', done));
    world = await startWorld({
      env: {
        MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}`, CLAMD_URL: `tcp://127.0.0.1:${(scanner.address() as AddressInfo).port}`,
        MEDIA_S3_ENDPOINT: bucket.endpoint, MEDIA_S3_BUCKET: 'arquivos', MEDIA_S3_KEY: 'CHAVE', MEDIA_S3_SECRET: 'segredo', MEDIA_S3_REGION: 'sa-east-1',
      },
    });
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(async () => {
    await world.end();
    await Promise.all([server.close(), bucket.close()]);
    scanner.close();
  });

  test('a picture goes through the scanner into the bucket, and from there into the thread', async () => {
    await sendsPhoto();
    await world.settle();
    expect([...bucket.objects.keys()]).toEqual([`/arquivos/${(await last())?.storage_key}`]);
    expect(await files()).toMatchObject([{ mimetype: 'image/png', size: PNG.length }]);
  });

  test('the bucket is away for an hour: the file waits, messages do not, and nothing is given up', async () => {
    bucket.failWith = 503;
    await sendsPhoto();
    await maria().says('Recebeu?');
    await world.settle();
    for (let times = 0; times < 20; times += 1) await world.pass(180_000);
    expect((await repliesOf(world)).map((message) => message.text)).toContain('Recebeu?');
    expect(await last()).toMatchObject({ state: 'waiting', error: null });
    bucket.failWith = undefined;
    await world.settle(60_000);
    expect(await last()).toMatchObject({ state: 'stored' });
    expect(await files()).toHaveLength(2);
  });

  test('an infected file is never kept nor shown; the thread says what was found', async () => {
    verdict = 'stream: Praga.De.Teste FOUND\0';
    const before = bucket.objects.size;
    await sendsPhoto();
    await world.settle();
    expect(bucket.objects.size).toBe(before);
    expect(await files()).toHaveLength(2);
    expect(await last()).toEqual({ state: 'failed', error: 'infected: Praga.De.Teste', storage_key: null });
    expect(shown((await repliesOf(world)).at(-1) ?? { text: '' })).toContain('Motivo: o antivírus encontrou Praga.De.Teste');
  });

  test('a file of ours that comes back as an event without our bot id is nobody’s reply', async () => {
    const card = await cardOf(world);
    await world.slack.post(OUR_USER, ATENDIMENTO, 'um arquivo', { thread_ts: card.ts });
    await world.settle();
    expect(await world.rows('SELECT id FROM slack_replies')).toEqual([]);
    expect(await world.rows("SELECT id FROM webhook_events WHERE provider = 'slack' AND payload LIKE '%um arquivo%'")).toEqual([]);
  });
});
