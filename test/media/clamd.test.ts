import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FileClaim } from '../../src/domain/media/media-store.js';
import { clamdScan } from '../../src/integrations/media/clamd.js';
import { createMediaStore } from '../../src/integrations/media/store.js';
import { systemClock } from '../../src/kit/clock.js';
import { Broken, TryLater } from '../../src/kit/errors.js';

const CLAIM: FileClaim = { conversationId: 1, kind: 'document', mime: 'text/plain', fileName: 'nota.txt' };
const COMMAND = 'zINSTREAM\0';
/** Nothing that a real scanner on this machine would find. */
const BAD = 'PRAGA-DE-TESTE';

/** Takes zINSTREAM as clamd does; finds BAD; refuses streams longer than 300,000 bytes before their end. */
function answerAsClamd(socket: Socket, scanned: Buffer[]): void {
  let data = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    data = Buffer.concat([data, chunk as Buffer]);
    if (!data.toString('latin1').startsWith(COMMAND.slice(0, data.length))) return void socket.end('UNKNOWN COMMAND\0');
    const parts: Buffer[] = [];
    for (let at = COMMAND.length; at + 4 <= data.length; ) {
      const length = data.readUInt32BE(at);
      if (length === 0) {
        scanned.push(Buffer.concat(parts));
        return void socket.end(Buffer.concat(parts).includes(BAD) ? 'stream: Praga.De.Teste FOUND\0' : 'stream: OK\0');
      }
      parts.push(data.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    if (data.length > 300_000) socket.end('INSTREAM size limit exceeded. ERROR\0');
  });
}

describe('the scanner, when there is one', () => {
  const scanned: Buffer[] = [];
  let server: Server;
  let folder: string;
  const storeWith = (clamdUrl: string) => createMediaStore({ folder, hosts: [], plainHosts: [], clock: systemClock, clamdUrl });
  const address = () => `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const take = (text: string | Buffer, clamdUrl = address()) => storeWith(clamdUrl).take(Readable.from([Buffer.from(text as string)]), CLAIM);
  const left = () => readdirSync(join(folder, 'incoming'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'media-'));
    server = createServer((socket) => answerAsClamd(socket, scanned));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('sees every byte of a file before it is kept; a clean one passes', async () => {
    const text = 'ação '.repeat(40_000);
    const file = await take(text);
    expect(scanned.at(-1)?.toString()).toBe(text);
    await file.discard();
  });

  test('an infected file is refused for good, with what was found, and does not stay', async () => {
    const failure = await take(`xx ${BAD} xx`).catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Broken);
    expect((failure as Error).message).toBe('infected: Praga.De.Teste');
    expect(left()).toEqual([]);
  });

  test('one that is away, silent or refuses the size is waited for: nothing passes unseen', async () => {
    const silent = createServer((socket) => void socket.on('error', () => undefined).resume());
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const port = (silent.address() as AddressInfo).port;
    await expect(clamdScan(`tcp://127.0.0.1:${port}`, 50)(import.meta.filename)).rejects.toThrow('scanner_away: timeout');
    silent.close();
    const failures = await Promise.all(['tcp://127.0.0.1:1', address()].map((where, index) => take(index === 0 ? 'x' : Buffer.alloc(1_000_000, 'x'), where).catch((error: unknown) => error as TryLater)));
    for (const failure of failures) expect(failure).toBeInstanceOf(TryLater);
    expect(failures).toMatchObject([{ message: 'scanner_away: ECONNREFUSED', counts: false }, { message: 'scanner_away: hung up; is its StreamMaxLength below 100M?', counts: true }]);
    expect(left()).toEqual([]);
  });
});
