import { select, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { permitInHouse } from '../people/permissions.js';
import { countOf, rowsOf, type Row } from './pages.js';
import { BATCH, MESSAGES, OF_CONTACT, OF_CONVERSATION, OF_MESSAGES, type Place } from './places.js';
import { everyName, streamsOf } from './streams.js';
import { wholeContact, type Whole } from './whose.js';

/** Raised when a section or a field changes its meaning or goes; new ones do not raise it. */
export const EXPORT_VERSION = 1;

/** One kind of data; `pages` reads it from the database each time it is asked, a page at a time. */
export interface ExportSection {
  name: string;
  pages(): AsyncIterable<Row[]>;
}

/** Everything of a contact, with what was merged into it. */
export interface ContactExport {
  head: {
    schema: 'carinho-atendimento/contact';
    version: typeof EXPORT_VERSION;
    contact: { id: number; name: string; phone: string | null; lid: string | null; createdAt: Date; erasedAt: Date | null; mergedContacts: number[] };
    /** Rows by section, as they were when the export began. */
    counts: Record<string, number>;
  };
  whole: Whole;
  sections: ExportSection[];
}

/** A message with its files, former texts and reactions. */
export interface ExportedMessage extends Row {
  id: number;
  conversation: number;
  body: string;
  author: string;
  agent: string | null;
  kind: string;
  occurredAt: Date;
  deletedAt: Date | null;
  files: { id: number; message: number; kind: string; mime: string; name: string; state: string; sha256: string | null }[];
  formerTexts: { message: number; body: string; replacedAt: Date }[];
  reactions: { message: number; author: string; emoji: string }[];
}

/**
 * What the house keeps of a contact, ready to be written out. Memory does not grow with it: sections are read in pages of
 * BATCH rows by their keys. Who takes it out of the house is written down first (recordContactExport).
 * @throws Refused `portal:privacy.refused.unknown`
 */
export async function exportContact(sql: Sql, contactId: number): Promise<ContactExport> {
  const whole = await wholeContact(sql, contactId);
  const { contactIds, conversationIds } = whole;
  const ofContacts = [...OF_CONTACT.map((place) => [place, contactIds] as const), ...OF_CONVERSATION.map((place) => [place, conversationIds] as const)].filter(([place]) => place.exported);
  const counts: Record<string, number> = { messages: await countOf(sql, MESSAGES, contactIds) };
  for (const [place, ids] of ofContacts) counts[nameOf(place)] = await countOf(sql, place, ids);
  return {
    head: {
      schema: 'carinho-atendimento/contact',
      version: EXPORT_VERSION,
      contact: { id: whole.contactId, name: whole.name, phone: whole.phone, lid: whole.lid, createdAt: whole.createdAt, erasedAt: whole.erasedAt, mergedContacts: contactIds.slice(1) },
      counts,
    },
    whole,
    sections: [
      ...ofContacts.map(([place, ids]) => ({ name: nameOf(place), pages: () => ofEach(sql, place, ids) })),
      { name: 'messages', pages: () => messagePages(sql, whole) },
      { name: 'receivedEvents', pages: () => eventPages(sql, whole) },
    ],
  };
}

/** Somebody takes everything of a contact out of the house: written down before the first byte leaves. @throws Refused by role */
export async function recordContactExport(ctx: Ctx, contactId: number): Promise<void> {
  permitInHouse(ctx.actor, 'export a contact');
  const whole = await wholeContact(ctx.tx, contactId);
  ctx.record({ kind: 'contact_exported', contactId: whole.contactId, messages: await countOf(ctx.tx, MESSAGES, whole.contactIds) });
}

const nameOf = (place: Place): string => place.exported?.as ?? place.table;

async function* ofEach(sql: Sql, place: Place, ids: readonly number[]): AsyncGenerator<Row[]> {
  for (const id of ids) yield* rowsOf(sql, place, id);
}

/** The contact's messages, oldest first by id, each with what hangs on it. */
export async function* messagePages(sql: Sql, { contactIds }: Pick<Whole, 'contactIds'>): AsyncGenerator<ExportedMessage[]> {
  for (const contactId of contactIds) {
    for await (const page of rowsOf(sql, MESSAGES, contactId)) {
      const messages = page as ExportedMessage[];
      const byId = new Map(messages.map((message) => [message.id, message]));
      for (const message of messages) message['content'] = parsed(message['content']);
      for (const place of OF_MESSAGES.filter(({ exported }) => exported)) {
        for (const message of messages) message[nameOf(place)] = [];
        for await (const rows of rowsOf(sql, place, [...byId.keys()])) for (const row of rows) (byId.get(row['message'] as number)?.[nameOf(place)] as Row[]).push(row);
      }
      yield messages;
    }
  }
}

/** The events as they came, for as long as they are kept. */
async function* eventPages(sql: Sql, whole: Whole): AsyncGenerator<Row[]> {
  for (const stream of await streamsOf(sql, await everyName(sql, whole), whole)) {
    for (let after = 0; ; ) {
      const page = await select<Row & { id: number }>(sql, `SELECT id, provider, kind, received_at AS receivedAt, outcome, payload FROM webhook_events WHERE event_key = ? AND id > ? ORDER BY id LIMIT ${BATCH}`, [stream, after]);
      if (page.length > 0) yield page.map((row) => ({ ...row, payload: parsed(row['payload']) }));
      if (page.length < BATCH) break;
      after = page.at(-1)?.id as number;
    }
  }
}

function parsed(json: unknown): unknown {
  return typeof json === 'string' ? (JSON.parse(json) as unknown) : json;
}
