import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FileClaim } from '../../src/domain/media/media-store.js';
import { isPublicAddress, type Resolve } from '../../src/kit/public-address.js';
import { createMediaStore } from '../../src/integrations/media/store.js';
import { Broken, TryLater } from '../../src/kit/errors.js';
import { systemClock } from '../../src/kit/clock.js';
import { serve, type TestServer } from './hostile-server.js';
import { PAGE, PDF, PNG } from './pictures.js';

const IMAGE: FileClaim = { conversationId: 1, kind: 'image', mime: 'image/jpeg', fileName: 'foto.jpg' };
const MEBIBYTE = 1024 * 1024;
const NAMES: Record<string, string[]> = {
  'media.test': ['127.0.0.1'], 'cdn.test': ['127.0.0.1'], 'loop.test': ['127.0.0.1'], 'inside.test': ['10.0.0.8'],
  'mixed.test': ['93.184.215.14', '127.0.0.1'], 'metadata.test': ['169.254.169.254'], 'mapped.test': ['::ffff:127.0.0.1'],
};

/** Sends for ever, as fast as it is read, until the reader goes. */
function endless(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

describe('the downloader against a hostile server', () => {
  let server: TestServer;
  let folder: string;
  let asked: string[] = [];
  const resolve: Resolve = async (name) => {
    asked.push(name);
    const found = NAMES[name];
    if (!found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }) as const);
  };
  const storeWith = (over: Partial<Parameters<typeof createMediaStore>[0]> = {}) =>
    createMediaStore({
      folder, hosts: [], clock: systemClock, resolve, plainHosts: [`media.test:${server.port}`, `cdn.test:${server.port}`],
      limits: { maxBytes: MEBIBYTE, totalMs: 800, windowMs: 150, leastBytes: 100 }, ...over,
    });
  const at = (path: string) => `http://media.test:${server.port}${path}`;
  const get = (url: string, claim = IMAGE, over = {}) => storeWith(over).download(url, claim);
  const left = () => readdirSync(join(folder, 'incoming'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'media-'));
    const png = (response: ServerResponse, headers = {}) => response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(PNG);
    const status = (code: number, headers = {}) => (_: unknown, response: ServerResponse) => void response.writeHead(code, headers).end('no');
    const to = (location: string) => (_: unknown, response: ServerResponse) => void response.writeHead(302, { location }).end();
    server = await serve({
      '/foto': (_, response) => void png(response),
      '/wrong-type': (_, response) => void png(response, { 'content-type': 'text/html' }),
      '/endless': (_, response) => endless(response, Buffer.alloc(65_536, 7)),
      '/announced': (_, response) => void response.writeHead(200, { 'content-length': String(5 * MEBIBYTE) }).write('x'),
      // Announces more than comes, then hangs up.
      '/short': (_, response) => void response.writeHead(200, { 'content-length': '5000' }).write(PNG, () => response.destroy()),
      // Announces less than comes.
      '/longer': (_, response) => void response.socket?.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${PNG.length - 10}\r\n\r\n`), PNG])),
      '/no-length': (_, response) => void response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(PNG),
      '/bomb': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(8 * MEBIBYTE))),
      '/loris': (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      },
      '/silent': () => undefined,
      '/page': (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(PAGE),
      '/json': (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end('{"error":"gone"}'),
      '/pdf': (_, response) => void response.writeHead(200).end(PDF),
      '/empty': (_, response) => void response.writeHead(200).end(),
      '/404': status(404), '/410': status(410), '/403': status(403), '/500': status(500), '/429': status(429, { 'retry-after': '7' }),
      '/hop': to('/foto'),
      '/round': to('/round'),
      '/to-inside': to('https://inside.test/foto'),
      '/to-metadata': to('http://169.254.169.254/latest/meta-data'),
      '/to-file': to('file:///etc/passwd'),
      '/to-plain': to('http://loop.test/foto'),
      '/to-cdn': (_, response) => void response.writeHead(307, { location: `http://cdn.test:${server.port}/foto` }).end(),
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a picture is taken: hash, size, type of the bytes, nobody else may read it', async () => {
    asked = [];
    const file = await get(at('/foto'));
    expect(file).toMatchObject({ bytes: PNG.length, mime: 'image/png', sha256: createHash('sha256').update(PNG).digest('hex') });
    expect(readFileSync(file.path)).toEqual(PNG);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    // One question; the answer is what was called, for no resolver of this machine knows media.test.
    expect(asked).toEqual(['media.test']);
    await file.discard();
    expect(left()).toEqual([]);
  });

  test.each([
    ['/hop', 'a redirect'], ['/to-cdn', 'a redirect to another host'], ['/no-length', 'no length'], ['/wrong-type', 'a wrong content-type'],
  ])('%s (%s) is followed or taken all the same', async (path) => {
    const file = await get(at(path));
    expect(file.mime).toBe('image/png');
    await file.discard();
  });

  const GOOD = 'https://media.test/foto';
  test.each<[string, () => string, RegExp]>([
    ['plain http', () => 'http://loop.test/foto', /^refused_address: not https/],
    ['file://', () => 'file:///etc/passwd', /^refused_address: not https/],
    ['no address', () => 'nothing', /^refused_address: not an address/],
    ['data:', () => 'data:image/png;base64,AAAA', /^refused_address: not https/],
    ['credentials', () => 'https://me:secret@media.test/foto', /^refused_address: with credentials/],
    ['another port', () => `https://loop.test:${server.port}/foto`, /^refused_address: unusual port/],
    ['a private address', () => 'https://10.0.0.8/foto', /^refused_address: not a public/],
    ['127.0.0.1 in disguise', () => 'https://0x7f.1/foto', /^refused_address: not a public/],
    ['::1', () => 'https://[::1]/foto', /^refused_address: not a public/],
    ['a name of 127.0.0.1', () => 'https://loop.test/foto', /^refused_address: not a public/],
    ['a name of an IPv4-mapped one', () => 'https://mapped.test/foto', /^refused_address: not a public/],
    ['a name of the clouds’ metadata', () => 'https://metadata.test/foto', /^refused_address: not a public/],
    ['a name with a private address among others', () => 'https://mixed.test/foto', /^refused_address: not a public/],
    ['a redirect inside', () => at('/to-inside'), /^refused_address: not a public/],
    ['a redirect to metadata', () => at('/to-metadata'), /^refused_address: not https/],
    ['a redirect to a file', () => at('/to-file'), /^refused_address: not https/],
    ['a redirect to plain http', () => at('/to-plain'), /^refused_address: not https/],
    ['redirects in a circle', () => at('/round'), /^too_many_redirects/],
    ['404', () => at('/404'), /^expired: 404/],
    ['410', () => at('/410'), /^expired: 410/],
    ['403', () => at('/403'), /^denied: 403/],
    ['a body without end', () => at('/endless'), /^too_large/],
    ['a body announced too long', () => at('/announced'), /^too_large/],
    ['a packed bomb', () => at('/bomb'), /^not_as_stated: packed/],
    ['a page instead of a picture', () => at('/page'), /^not_as_stated: text\/html/],
    ['an error text instead of a picture', () => at('/json'), /^not_as_stated: unknown/],
    ['a document instead of a picture', () => at('/pdf'), /^not_as_stated: application\/pdf/],
    ['nothing', () => at('/empty'), /^empty/],
  ])('%s is refused for good', async (_name, url, reason) => {
    const failure = await get(url()).catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Broken);
    expect((failure as Error).message).toMatch(reason);
    expect(left()).toEqual([]);
  });

  test.each<[string, () => string, RegExp]>([
    ['500', () => at('/500'), /^no_answer: 500/],
    ['429', () => at('/429'), /^no_answer: 429/],
    ['a drip', () => at('/loris'), /^too_slow: stood still/],
    ['no answer at all', () => at('/silent'), /^too_slow/],
    ['a connection that breaks', () => at('/short'), /^no_answer/],
    ['a name nobody knows', () => 'https://unknown.test/foto', /^no_answer: name not found \(ENOTFOUND\)/],
  ])('%s is tried again later', async (_name, url, reason) => {
    const began = performance.now();
    const failure = await get(url()).catch((error: unknown) => error as TryLater);
    expect(failure).toBeInstanceOf(TryLater);
    expect((failure as TryLater).message).toMatch(reason);
    expect((failure as TryLater).message).not.toContain('http');
    expect(performance.now() - began).toBeLessThan(3000);
    expect(left()).toEqual([]);
  });

  test('a Retry-After is kept to', async () => {
    await expect(get(at('/429'))).rejects.toMatchObject({ afterMs: 7000, counts: true });
  });

  test('a length that is too small ends the file there: what was counted is what is kept', async () => {
    const file = await get(at('/longer'));
    expect(file.bytes).toBe(PNG.length - 10);
    await file.discard();
  });

  test('with a list of hosts, others are not asked', async () => {
    asked = [];
    await expect(get('https://elsewhere.example/foto', IMAGE, { hosts: ['z-api.io'] })).rejects.toThrow('refused_address: not on the list of hosts');
    await expect(get('https://notz-api.io/foto', IMAGE, { hosts: ['z-api.io'] })).rejects.toThrow('not on the list');
    expect(asked).toEqual([]);
    await expect(get(GOOD.replace('media.test', 'a.z-api.io'), IMAGE, { hosts: ['z-api.io'] })).rejects.toThrow('name not found');
  });

  test('whoever may no longer fetch stops at once', async () => {
    const given = new AbortController();
    const fetching = storeWith().download(at('/loris'), IMAGE, given.signal);
    setTimeout(() => given.abort(), 30);
    await expect(fetching).rejects.toThrow('no_answer');
    expect(left()).toEqual([]);
  });

  test('a document may be what it says, or anything but a page', async () => {
    const claim: FileClaim = { ...IMAGE, kind: 'document', mime: 'application/pdf', fileName: 'conta.pdf' };
    await expect(get(at('/page'), claim)).rejects.toThrow('not_as_stated: text/html');
    const file = await get(at('/pdf'), claim);
    expect(file.mime).toBe('application/pdf');
    await file.discard();
  });
});

test.each([
  ['8.8.8.8', true], ['2001:4860:4860::8888', true], ['0.0.0.0', false], ['10.1.2.3', false], ['100.64.0.1', false], ['127.9.9.9', false], ['169.254.169.254', false], ['172.31.0.1', false],
  ['192.168.0.1', false], ['192.0.0.8', false], ['198.18.0.1', false], ['203.0.113.7', false], ['224.0.0.1', false], ['255.255.255.255', false], ['::', false], ['::1', false], ['fe80::1', false], ['fc00::1', false],
  ['fd00:ec2::254', false], ['ff02::1', false], ['::ffff:8.8.8.8', false], ['64:ff9b::a00:1', false], ['2002:7f00:1::', false], ['2001:db8::1', false], ['::127.0.0.1', false], ['::8.8.8.8', false], ['::a9fe:a9fe', false], ['nonsense', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected));
