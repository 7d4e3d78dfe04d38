import archiver from 'archiver';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '../../src/db/rows.js';
import { exportContact, messagePages } from '../../src/domain/privacy/export-contact.js';
import { findKeptFile } from '../../src/domain/media/kept-file.js';
import type { House } from '../../src/wire.js';
import { conversationsPage } from './conversations-page.js';
import { jsonFile } from './json-file.js';
import { mediaName } from './media-name.js';

/**
 * Everything of a contact as one zip, written while it is read: files first, one at a time, then `conversas.html`, which links
 * to those that were there, and `dados.json`. A reader who is slow makes us slow; one who goes away ends it.
 * @throws Refused `portal:privacy.refused.unknown`; what the storage or the reader says
 */
export async function writeContactZip(contactId: number, to: Writable, house: House): Promise<void> {
  const exported = await exportContact(house.source.manager, contactId);
  const archive = archiver('zip');
  const sent = pipeline(archive, to);
  const failed = new Promise<never>((_, reject) => sent.catch(reject));
  const add = (body: Readable, name: string) =>
    Promise.race([failed, new Promise<void>((resolve, reject) => {
      body.once('error', reject);
      archive.once('entry', () => resolve());
      archive.append(body, { name });
    })]);
  try {
    const included = new Set<number>();
    for await (const file of keptFiles(house.source.manager, exported.whole, house)) {
      await add(await file.open(), mediaName({ id: file.attachment.id, name: file.attachment.file_name, mime: file.attachment.mime }));
      included.add(file.attachment.id);
    }
    await add(Readable.from(conversationsPage(exported, included, house)), 'conversas.html');
    await add(Readable.from(jsonFile(exported, house.clock.now())), 'dados.json');
    await archive.finalize();
    await sent;
  } catch (error) {
    archive.abort();
    to.destroy();
    await sent.catch(() => undefined);
    throw error;
  }
}

async function* keptFiles(sql: Sql, whole: Parameters<typeof messagePages>[1], { media }: Pick<House, 'media'>) {
  for await (const page of messagePages(sql, whole)) {
    for (const { id } of page.flatMap((message) => message.files)) {
      const file = await findKeptFile(sql, media, id);
      if (file) yield file;
    }
  }
}
