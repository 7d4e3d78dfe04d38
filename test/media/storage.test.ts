import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_NAME, safeFileName } from '../../src/domain/media/file-name.js';
import type { FileClaim, MediaStore } from '../../src/domain/media/media-store.js';
import { createMediaStore } from '../../src/integrations/media/store.js';
import { ManualClock, systemClock } from '../../src/kit/clock.js';
import { TryLater } from '../../src/kit/errors.js';
import { serveBucket, type BucketServer } from './bucket-server.js';
import { PDF, PNG } from './pictures.js';

const PHOTO: FileClaim = { conversationId: 12, kind: 'image', mime: 'image/png', fileName: 'Foto.PNG' };
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe.each(['folder', 'bucket'])('files kept in a %s', (place) => {
  let folder: string;
  let bucket: BucketServer;
  let store: MediaStore;
  const keep = async (bytes: Buffer, claim: FileClaim) => {
    const file = await store.take(Readable.from([bytes]), claim);
    const key = store.newKey(claim, file);
    await store.put(key, file);
    return key;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'media-'));
    bucket = await serveBucket(hashOf);
    const settings = { endpoint: bucket.endpoint, bucket: 'arquivos', key: 'CHAVE', secret: 'segredo', region: 'sa-east-1' };
    store = createMediaStore({ folder, hosts: [], plainHosts: [], clock: systemClock, bucket: place === 'bucket' ? settings : undefined });
  });
  afterAll(async () => {
    await bucket.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are read again as they were, under a key of their conversation that nobody can guess', async () => {
    const key = await keep(PNG, PHOTO);
    expect(key).toMatch(/^12\/[0-9a-f]{8}-[0-9a-f-]{27}\.png$/);
    expect(await keep(PNG, PHOTO)).not.toBe(key);
    expect(await store.sizeOf(key)).toBe(PNG.length);
    expect(await buffer(await store.read(key))).toEqual(PNG);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    if (place === 'folder') expect(statSync(join(folder, key)).mode & 0o777).toBe(0o600);
    else expect(bucket.objects.get(`/arquivos/${key}`)).toEqual({ bytes: PNG, type: 'image/png' });
  });

  test('are gone when they are removed, also twice', async () => {
    const key = await keep(PDF, { ...PHOTO, kind: 'document', mime: 'application/pdf', fileName: 'conta.pdf' });
    expect(key).toMatch(/\.pdf$/);
    await store.remove(key);
    await store.remove(key);
    expect(await store.sizeOf(key)).toBeUndefined();
    await expect(store.read(key)).rejects.toThrow('expired: not kept');
  });

  test.each(['../../etc/passwd', '/etc/passwd', '12/../../x', '12/a', 'incoming/x.part', ''])('no key leads outside: %s', async (key) => {
    await expect(store.read(key)).rejects.toThrow('not a key of ours');
    await expect(store.remove(key)).rejects.toThrow('not a key of ours');
  });

  test('whatever a file is called, its key is plain', async () => {
    const key = await keep(Buffer.from('#!/bin/sh\nrm -rf /'), { ...PHOTO, kind: 'document', mime: 'application/x-sh', fileName: '../../../x.s\u202Eh;$(id)' });
    expect(key).toMatch(/^12\/[0-9a-f-]{36}$/);
    if (place === 'folder') expect(statSync(join(folder, key)).mode & 0o111).toBe(0);
  });

  test('a place that cannot be reached is waited for, and the file is still there to be kept', async () => {
    const file = await store.take(Readable.from([PNG]), PHOTO);
    const key = store.newKey({ ...PHOTO, conversationId: 13 }, file);
    if (place === 'bucket') bucket.failWith = 503;
    else writeFileSync(join(folder, '13'), 'a file where a folder should be');
    const failure = await store.put(key, file).catch((error: unknown) => error as TryLater);
    expect(failure).toBeInstanceOf(TryLater);
    expect(failure).toMatchObject({ counts: false, message: expect.stringMatching(/^storage_away: (?:EEXIST|ENOTDIR|answered 503)/) });
    expect(existsSync(file.path)).toBe(true);
    if (place === 'bucket') bucket.failWith = undefined;
    else rmSync(join(folder, '13'));
    await store.put(key, file);
    expect(await store.sizeOf(key)).toBe(PNG.length);
  });
});

test('what a process that died left half-taken goes after an hour, what is under way stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'media-'));
  const clock = new ManualClock(new Date());
  const store = createMediaStore({ folder, hosts: [], plainHosts: [], clock });
  mkdirSync(join(folder, 'incoming'));
  writeFileSync(join(folder, 'incoming', 'old.part'), 'x');
  utimesSync(join(folder, 'incoming', 'old.part'), new Date(0), new Date(0));
  writeFileSync(join(folder, 'incoming', 'now.part'), 'x');
  const file = await store.take(Readable.from([PNG]), PHOTO);
  await file.discard();
  expect(readdirSync(join(folder, 'incoming'))).toEqual(['now.part']);
  rmSync(folder, { recursive: true });
});

test('a bucket with wrong keys is told apart from a missing file', async () => {
  const bucket = await serveBucket(hashOf);
  const store = createMediaStore({
    folder: tmpdir(), hosts: [], plainHosts: [], clock: systemClock,
    bucket: { endpoint: bucket.endpoint, bucket: 'arquivos', key: 'OUTRA', secret: 'x', region: 'sa-east-1' },
  });
  await expect(store.sizeOf('1/00000000-0000-0000-0000-000000000000')).rejects.toThrow('storage_away: answered 403');
  await bucket.close();
  await expect(store.sizeOf('1/00000000-0000-0000-0000-000000000000')).rejects.toThrow('storage_away: ECONNREFUSED');
});

describe('file names', () => {
  test.each([
    ['Conta de luz.pdf', 'Conta de luz.pdf'], ['../../etc/passwd', 'passwd'], ['C:\\Users\\Ana\\laudo.docx', 'laudo.docx'], ['foto\u202Egnp.exe', 'fotognp.exe'],
    ['a\u0000b\r\nc.txt', 'ab c.txt'], ['.htaccess', 'htaccess'], ['...', 'arquivo'], ['', 'arquivo'], ['a<b>:"|?*.txt', 'ab.txt'], ['receita\u200B.pdf', 'receita.pdf'], ['Relatório ção.pdf', 'Relatório ção.pdf'],
  ])('%j is %j', (given, wanted) => expect(safeFileName(given, 'arquivo')).toBe(wanted));

  test('a long one keeps its ending', () => {
    const name = safeFileName(`${'ç'.repeat(300)}.pdf`, 'arquivo');
    expect([...name]).toHaveLength(LONGEST_NAME);
    expect(name).toMatch(/ç\.pdf$/);
  });

  test('whatever it was, it is one safe part of a path, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeFileName(given, 'arquivo');
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]|^\.|^$/u);
        expect([...name].length).toBeLessThanOrEqual(LONGEST_NAME);
        expect(safeFileName(name, 'arquivo')).toBe(name);
      }),
    );
  });
});
