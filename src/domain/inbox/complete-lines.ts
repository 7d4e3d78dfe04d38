import { select, type Sql } from '../../db/rows.js';
import type { MessageContent } from './content.js';
import type { LineFile, LineRow, Quoted, TranscriptLine } from './transcript.js';

interface Referenced extends Omit<Quoted, 'place'> {
  external_id: string;
  content: string | null;
  post_channel: string | null;
  part_ts: string | null;
  reply_channel: string | null;
  reply_ts: string | null;
}

/** Reads what belongs to these messages: files, reactions, the messages they answer or vote on. A query each, at most. */
export async function completeLines(sql: Sql, rows: LineRow[]): Promise<TranscriptLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const contents = rows.map((row) => (row.content === null ? null : (JSON.parse(row.content) as MessageContent)));
  const wanted = [...rows.map((row) => row.quoted_external_id), ...contents.map((content) => (content?.is === 'vote' ? content.pollExternalId : null))].filter((id): id is string => id !== null && id !== '');
  const isPlain = rows.every((row) => row.kind === 'text');
  const files = isPlain ? [] : await select<LineFile & { message_id: number }>(sql, 'SELECT message_id, kind, file_name, seconds, view_once, state, error FROM attachments WHERE message_id IN (?) ORDER BY id', [ids]);
  const reactions = await select<{ message_id: number; author: string; emoji: string }>(sql, "SELECT message_id, author, emoji FROM reactions WHERE message_id IN (?) AND emoji <> '' ORDER BY author DESC", [ids]);
  const referenced = new Map((wanted.length === 0 ? [] : await findReferenced(sql, wanted)).map((row) => [row.external_id, row]));
  return rows.map(({ quoted_external_id, ...row }, index) => {
    const content = contents[index] ?? null;
    const poll = content?.is === 'vote' ? referenced.get(content.pollExternalId)?.content : null;
    const pollContent = poll ? (JSON.parse(poll) as MessageContent) : null;
    return {
      ...row,
      content,
      forwarded: row.forwarded === 1,
      quoted: quoted_external_id === null ? null : quotedFrom(referenced.get(quoted_external_id)),
      file: files.find((file) => file.message_id === row.id) ?? null,
      reactions: reactions.filter((reaction) => reaction.message_id === row.id).map(({ author, emoji }) => ({ author, emoji })),
      poll_question: pollContent?.is === 'poll' ? pollContent.question : null,
    };
  });
}

function findReferenced(sql: Sql, externalIds: string[]): Promise<Referenced[]> {
  return select<Referenced>(
    sql,
    `SELECT m.external_id, m.author_kind, a.name AS agent_name, k.name AS contact_name, m.kind, m.body, m.content, p.channel_id AS post_channel, p.part_ts, r.channel_id AS reply_channel, r.ts AS reply_ts
     FROM messages m JOIN contacts k ON k.id = m.contact_id LEFT JOIN agents a ON a.id = m.agent_id LEFT JOIN slack_posts p ON p.id = m.post_id LEFT JOIN slack_replies r ON r.id = m.reply_id
     WHERE m.provider = 'zapi' AND m.external_id IN (?)`,
    [externalIds],
  );
}

function quotedFrom(row: Referenced | undefined): Quoted | 'unknown' {
  if (!row) return 'unknown';
  const { author_kind, agent_name, contact_name, kind, body, post_channel, part_ts, reply_channel, reply_ts } = row;
  const [first] = part_ts === null ? [] : (JSON.parse(part_ts) as string[]);
  const place = post_channel !== null && first !== undefined ? { channel: post_channel, ts: first } : reply_channel !== null && reply_ts !== null && /^\d/.test(reply_ts) ? { channel: reply_channel, ts: reply_ts } : null;
  return { author_kind, agent_name, contact_name, kind, body, place };
}
