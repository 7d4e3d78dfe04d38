import { createHash } from 'node:crypto';
import { createServer, get, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FileDraft } from '../../simulator/slack/workspace.js';
import { OUT_LINK_MS, outToken, readOutToken } from '../../src/domain/media/out-token.js';
import { outLinks } from '../../src/integrations/media/out-links.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, repliesOf, ticksOn } from '../support/thread.js';

const MB = 1024 * 1024;
const SECRET = 'segredo das sessões';
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const large = (head: string | Buffer, size: number): Buffer => Buffer.concat([Buffer.from(head), Buffer.alloc(size - head.length, 7)]);
const draft = (name: string, content: Buffer): FileDraft => ({ name, content: content.toString('base64'), encoding: 'base64' });
const PNG_HEAD = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Bytes of buffers that are really held: what is only not collected yet does not count. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

/** The proxy that stands before the product: its address is known before the product's is. */
async function openProxy(): Promise<{ url: string; target: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    const call = request(`${proxy.target}${incoming.url}`, { method: incoming.method as string, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    outgoing.on('close', () => call.destroy());
    call.on('error', () => outgoing.destroy());
    incoming.pipe(call);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const proxy = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, target: '', server };
  return proxy;
}

async function worldWith(env: Record<string, string>) {
  const world = await startWorld({ env });
  await world.phone('5511988887777', { name: 'Maria' }).says('Pode mandar?');
  await world.settle();
  await answer(world, ANA, 'Claro');
  return world;
}

const post = (world: World, files: FileDraft[], text = '') => answer(world, ANA, text, 1, files);

const whispers = (world: World) => world.slack.ephemerals(ANA).map((whisper) => whisper.text);
const lastCall = (world: World) => world.zapi.calls.filter((call) => call.action.startsWith('send-')).at(-1);
const lastReceived = (world: World) => world.phone('5511988887777').received.at(-1);

describe('with a public address', () => {
  let world: World;
  const pdf = large('%PDF-1.4\n', 30 * MB);
  let link = '';
  let proxy: Awaited<ReturnType<typeof openProxy>>;

  beforeAll(async () => {
    proxy = await openProxy();
    world = await worldWith({ PUBLIC_URL: `${proxy.url}/`, SESSION_SECRET: SECRET });
    proxy.target = world.url;
    const reply = await post(world, [draft('Exames João.pdf', pdf)], 'Seguem os exames');
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    link = (lastCall(world)?.body as { document: string }).document;
  });
  afterAll(async () => {
    await world.end();
    proxy.server.closeAllConnections();
    proxy.server.close();
  });

  test('30 MB reach the customer as they were; the call holds only a link', () => {
    expect(link).toMatch(new RegExp(`^${proxy.url}/media/out/[\\w.-]+$`));
    expect(JSON.stringify(lastCall(world)?.body).length).toBeLessThan(500);
    expect(lastCall(world)?.body).toMatchObject({ fileName: 'Exames João.pdf', caption: 'Seguem os exames' });
    expect(lastReceived(world)).toMatchObject({ kind: 'document', status: 'received', fetched: { bytes: pdf.length, sha256: hashOf(pdf), type: 'application/pdf' } });
  });

  test('the link gives the file and nothing that a browser would run; HEAD gives no body', async () => {
    const head = await fetch(link, { method: 'HEAD' });
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect(Object.fromEntries(head.headers)).toMatchObject({
      'content-type': 'application/pdf', 'content-length': String(pdf.length), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename=/), 'content-security-policy': "default-src 'none';sandbox",
    });
    expect(hashOf(Buffer.from(await (await fetch(link)).arrayBuffer()))).toBe(hashOf(pdf));
  });

  test('a fetcher that reads slowly does not fill our memory', async () => {
    await new Promise<void>((done, fail) => {
      const before = heldBytes();
      get(link.replace(proxy.url, world.url), (response) => {
        response.once('readable', () => {
          // Nobody reads on: what the server holds now is all it ever holds for this answer.
          setTimeout(() => {
            const grown = heldBytes() - before;
            response.destroy();
            if (grown < 20 * MB) done();
            else fail(new Error(`${grown} bytes are held for a reader that stands still`));
          }, 300);
        });
      }).on('error', fail);
    });
  });

  test('forged, too old, unknown and gone are one and the same 404', async () => {
    const [id, expiry, signature] = (link.split('/').at(-1) as string).split('.') as [string, string, string];
    const answerOf = async (token: string) => {
      const got = await fetch(`${world.url}/media/out/${token}`);
      return [got.status, await got.text()];
    };
    const notFound = [404, JSON.stringify({ error: 'not found' })];
    const now = world.clock.now();
    for (const token of [
      `${Number(id) + 1}.${expiry}.${signature}`, `${id}.${Number(expiry) + 900}.${signature}`, `${id}.${expiry}.${'A'.repeat(43)}`, `${id}.${expiry}`, 'x', encodeURIComponent('../../etc/passwd'),
      outToken('another secret', Number(id), now), outToken(SECRET, 999, now),
    ]) expect(await answerOf(token)).toEqual(notFound);
    await world.rows("UPDATE attachments SET state = 'waiting' WHERE id = ?", [id]);
    expect(await answerOf(outToken(SECRET, Number(id), now))).toEqual(notFound);
    await world.rows("UPDATE attachments SET state = 'stored' WHERE id = ?", [id]);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
    world.clock.advance(OUT_LINK_MS);
    expect(await answerOf(`${id}.${expiry}.${signature}`)).toEqual(notFound);
  });

  test('a gateway that comes too late for the file says so in the thread; the retry sends a link of its own', async () => {
    world.zapi.holdQueue(true);
    await post(world, [draft('laudo.pdf', pdf.subarray(0, 16 * MB))]);
    world.clock.advance(OUT_LINK_MS);
    world.zapi.holdQueue(false);
    await world.settle(10_000);
    const notice = (await repliesOf(world)).findLast((message) => message.metadata?.event_type === 'carinho_notice');
    expect(notice?.text).toContain('a Z-API não conseguiu buscar o arquivo');
    const first = (lastCall(world)?.body as { document: string }).document;
    await world.slack.click(ANA, { channel: notice?.channel as string, ts: notice?.ts as string }, 'message_retry');
    await world.settle(10_000);
    expect((lastCall(world)?.body as { document: string }).document).not.toBe(first);
    expect(lastReceived(world)).toMatchObject({ status: 'received', fetched: { bytes: 16 * MB } });
  });

  test('what WhatsApp does not show at its size goes as a document, and its author is told', async () => {
    const before = whispers(world).length;
    await post(world, [draft('quarto.png', large(PNG_HEAD, 6 * MB))], 'O quarto');
    expect(lastCall(world)).toMatchObject({ action: 'send-document', body: { fileName: 'quarto.png', caption: 'O quarto', document: expect.stringMatching(/^data:image\/png;base64,/) } });
    expect(whispers(world).slice(before)).toEqual([expect.stringContaining('*como documento*')]);
  });

  test('more than WhatsApp takes at all is refused by its limit', async () => {
    const before = whispers(world).length;
    await post(world, [draft('tudo.pdf', Buffer.alloc(100 * MB + 1))]);
    expect(whispers(world).slice(before)).toEqual([expect.stringContaining('mais de 100 MB')]);
  });
});

describe.each([
  ['no address', {}],
  ['no secret', { PUBLIC_URL: 'https://atendimento.example' }],
])('with %s', (_what, env) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWith(env);
  });
  afterAll(() => world.end());

  test('more than 15 MB is refused with the limit and the remedy; below it goes inside the call', async () => {
    const calls = world.zapi.calls.length;
    const reply = await post(world, [draft('exames.pdf', large('%PDF-1.4\n', 15 * MB + 1))], 'Seguem');
    expect(world.zapi.calls.slice(calls).filter((call) => call.action.startsWith('send-'))).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['no_entry_sign']);
    expect(whispers(world)).toEqual([expect.stringMatching(/mais de 15 MB[^]*PUBLIC_URL/)]);
    await post(world, [draft('conta.pdf', large('%PDF-1.4\n', MB))]);
    expect(lastReceived(world)).toMatchObject({ kind: 'document', text: 'conta.pdf' });
    expect((await fetch(`${world.url}/media/out/${outToken(SECRET, 1, world.clock.now())}`)).status).toBe(404);
  });
});

test('a token opens its own attachment, for a quarter of an hour, under its own secret only', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e9 }), fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), fc.integer({ min: 0, max: 2 * OUT_LINK_MS }), fc.string({ minLength: 1 }), (id, made, after, secret) => {
      const read = readOutToken(secret, outToken(secret, id, made), new Date(made.getTime() + after));
      if (after <= OUT_LINK_MS - 1000) expect(read).toBe(id);
      if (after >= OUT_LINK_MS) expect(read).toBeUndefined();
      expect(readOutToken(`${secret}x`, outToken(secret, id, made), made)).toBeUndefined();
    }),
  );
  fc.assert(fc.property(fc.string(), (token) => expect(readOutToken('segredo', token, new Date(0))).toBeUndefined()));
});

test('in production only an https address makes links; a path before them stays', () => {
  const made = (PUBLIC_URL: string, NODE_ENV = 'production') => outLinks({ PUBLIC_URL, SESSION_SECRET: SECRET, NODE_ENV })?.(7, new Date(0));
  expect(made('http://atendimento.example')).toBeUndefined();
  expect(made('http://127.0.0.1:3000', 'development')).toMatch(/^http:\/\/127\.0\.0\.1:3000\/media\/out\/7\.900\./);
  expect(made('https://example.com/casa/')).toMatch(/^https:\/\/example\.com\/casa\/media\/out\/7\.900\.[\w-]{43}$/);
});
