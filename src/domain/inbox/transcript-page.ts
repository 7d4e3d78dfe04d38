import { select, selectOne, type Sql } from '../../db/rows.js';
import type { AttachmentKind } from '../media/kinds.js';
import { completeLines } from './complete-lines.js';
import { LINE_SELECT, type LineRow, type TranscriptLine } from './transcript.js';

/** Most messages of a page. */
export const PAGE_SIZE = 100;

/** A message's file, with what a link to it needs. */
export interface PageFile {
  id: number;
  message_id: number;
  kind: AttachmentKind;
  mime: string;
  file_name: string;
  seconds: number | null;
  view_once: number;
  state: string;
  error: string | null;
}

/** A message with everything that became of it. */
export interface PageLine extends TranscriptLine {
  /** Why it was not sent. */
  failure: string | null;
  /** What it said before, oldest first. */
  former: { body: string; replaced_at: Date }[];
  files: PageFile[];
}

/** Where a page begins: at the newest without either. Ids of messages, excluded themselves. */
export interface Place {
  before?: number | undefined;
  after?: number | undefined;
}

export interface TranscriptPage {
  /** Oldest first. */
  lines: PageLine[];
  /** To go on from, backwards and forwards; null where nothing is left. */
  older: number | null;
  newer: number | null;
}

/** What was taken back before anybody saw it is not shown. */
const SHOWN = "(m.status <> 'deleted' OR m.deleted_at IS NOT NULL)";

/** A page of a conversation, found by message ids (key messages_of_conversation): a page in the middle of years costs no more than the last. */
export async function transcriptPage(sql: Sql, conversationId: number, { before, after }: Place): Promise<TranscriptPage> {
  const forwards = after !== undefined;
  const [edge, order, at] = forwards ? ['m.id > ?', 'ASC', after] : before === undefined ? ['TRUE', 'DESC', undefined] : ['m.id < ?', 'DESC', before];
  const found = await select<LineRow & { failure: string | null }>(
    sql,
    `SELECT ${LINE_SELECT.columns}, m.error AS failure FROM ${LINE_SELECT.from} WHERE m.conversation_id = ? AND ${edge} AND ${SHOWN} ORDER BY m.id ${order} LIMIT ?`,
    [conversationId, ...(at === undefined ? [] : [at]), PAGE_SIZE + 1],
  );
  const rows = found.slice(0, PAGE_SIZE);
  if (!forwards) rows.reverse();
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id];
  const isThere = async (condition: string, id: number | undefined) => id !== undefined && (await selectOne(sql, `SELECT m.id FROM messages m WHERE m.conversation_id = ? AND ${condition} AND ${SHOWN} LIMIT 1`, [conversationId, id])) !== undefined;
  const hasOlder = forwards ? await isThere('m.id < ?', first) : found.length > PAGE_SIZE;
  const hasNewer = forwards ? found.length > PAGE_SIZE : before !== undefined && (await isThere('m.id > ?', last));
  return { lines: await complete(sql, rows), older: hasOlder ? (first ?? null) : null, newer: hasNewer ? (last ?? null) : null };
}

async function complete(sql: Sql, rows: (LineRow & { failure: string | null })[]): Promise<PageLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const edited = rows.filter((row) => row.edited_at !== null).map((row) => row.id);
  const lines = await completeLines(sql, rows);
  const files = await select<PageFile>(sql, 'SELECT id, message_id, kind, mime, file_name, seconds, view_once, state, error FROM attachments WHERE message_id IN (?) ORDER BY id', [ids]);
  const versions = edited.length === 0 ? [] : await select<{ message_id: number; body: string; replaced_at: Date }>(sql, 'SELECT message_id, body, replaced_at FROM message_versions WHERE message_id IN (?) ORDER BY id', [edited]);
  const of = <T extends { message_id: number }>(list: T[], id: number) => list.filter((one) => Number(one.message_id) === Number(id));
  return lines.map((line, index) => ({
    ...line,
    failure: rows[index]?.failure ?? null,
    former: of(versions, line.id).map(({ body, replaced_at }) => ({ body, replaced_at })),
    files: of(files, line.id),
  }));
}
