import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { writeContactZip } from '../../admin/privacy/write-zip.js';
import type { ContactExport, ExportedMessage } from '../../src/domain/privacy/export-contact.js';
import { Refused } from '../../src/kit/errors.js';
import { LID, lived, NAME, PHONE, type Lived } from './life.js';

type Data = ContactExport['head'] & { exportedAt: string; messages: ExportedMessage[] } & Record<string, { id: number }[]>;

let life: Lived;
let zip: JSZip;
let data: Data;

async function zipOf(contact: number): Promise<JSZip> {
  const through = new PassThrough();
  const [bytes] = await Promise.all([buffer(through), writeContactZip(contact, through, life.world.house)]);
  return JSZip.loadAsync(bytes);
}

beforeAll(async () => {
  life = await lived();
  zip = await zipOf(life.contact);
  data = JSON.parse((await zip.file('dados.json')?.async('string')) as string) as Data;
}, 60_000);
afterAll(() => life?.end());

describe('dados.json', () => {
  test('says what it is and whose', () => {
    expect(data).toMatchObject({ schema: 'carinho-atendimento/contact', version: 1, contact: { id: life.contact, name: NAME, phone: PHONE, lid: LID } });
    expect(data.contact.mergedContacts).toHaveLength(1);
    expect(new Date(data.exportedAt).getTime()).toBe(life.world.clock.now().getTime());
  });

  test('holds every message of the contact, with former texts, files and reactions, and no other contact’s', async () => {
    const ids = (await life.world.rows<{ id: number }>('SELECT id FROM messages WHERE contact_id = ? ORDER BY id', [life.contact])).map(({ id }) => id);
    expect(data.messages.map(({ id }) => id)).toEqual(ids);
    expect(data.counts['messages']).toBe(ids.length);
    const edited = data.messages.find(({ body }) => body === 'zorba quatro, editado <b>x</b>');
    expect(edited?.formerTexts.map(({ body }) => body)).toEqual(['zorba quatro <script>alert(1)</script>']);
    expect(edited?.reactions.map(({ emoji }) => emoji)).toEqual(['❤️']);
    expect(JSON.stringify(data)).not.toContain('outra pessoa');
  });

  test('holds what the team wrote, and as many rows of each kind as it says', () => {
    for (const [name, count] of Object.entries(data.counts)) expect([name, data[name]?.length]).toEqual([name, count]);
    const text = JSON.stringify(data);
    for (const words of ['zorba prefere à noite', 'zorba aceitou as desculpas', 'ligar para zorba', 'Zorbino <Quintanilha>', 'zorba gostou muito', 'zorba pediu a supervisora', 'zorba dois, pelo número']) expect(text).toContain(words);
  });
});

describe('the files', () => {
  test('are all there with their bytes, under names that are only names', async () => {
    const kept = await life.world.rows<{ id: number; sha256: string; file_name: string }>("SELECT id, sha256, file_name FROM attachments WHERE state = 'stored' ORDER BY id");
    const names = Object.keys(zip.files).filter((name) => name.startsWith('midia/'));
    expect(names).toHaveLength(kept.length);
    for (const { id, sha256 } of kept) {
      const name = names.find((one) => one.startsWith(`midia/${id}-`)) as string;
      expect(name).toMatch(/^midia\/\d+-[^/\\]+$/);
      expect(createHash('sha256').update((await zip.file(name)?.async('nodebuffer')) as Buffer).digest('hex')).toBe(sha256);
    }
  });
});

describe('conversas.html', () => {
  test('shows every message as text, links to the files, and needs nothing from outside', async () => {
    const html = (await zip.file('conversas.html')?.async('string')) as string;
    expect(html).toContain('zorba quatro &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('zorba quatro, editado &lt;b&gt;x&lt;/b&gt;');
    expect(html).not.toMatch(/<script|<b>|https?:\/\/(?!127)/);
    for (const [, path] of html.matchAll(/href="([^"]+)"/g)) expect(zip.file(decodeURIComponent(path as string))).not.toBeNull();
    expect([...html.matchAll(/href="/g)]).toHaveLength(3);
    expect(html).toContain('Ana Lima');
  });
});

test('a file that is gone from the storage is named, not linked', async () => {
  const [file] = await life.world.rows<{ id: number; storage_key: string }>("SELECT id, storage_key FROM attachments WHERE state = 'stored' AND kind = 'image'");
  await life.world.house.media.remove(file?.storage_key as string);
  const again = await zipOf(life.contact);
  expect(Object.keys(again.files).filter((name) => name.startsWith(`midia/${file?.id}-`))).toEqual([]);
  expect(await again.file('conversas.html')?.async('string')).toContain('Arquivo que não está mais guardado');
});

test('a reader who goes away ends it; nobody’s contact is refused', async () => {
  const impatient = new Writable({ write(_chunk, _encoding, done) { this.destroy(); done(); } });
  await expect(writeContactZip(life.contact, impatient, life.world.house)).rejects.toThrow();
  await expect(writeContactZip(999, new PassThrough(), life.world.house)).rejects.toThrow(Refused);
});
