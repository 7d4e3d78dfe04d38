import { select, write, type Sql } from '../../db/rows.js';

/** A reaction to a message that somebody of the team wrote in Slack: shown there, not on a post of ours. */
export interface ReplyReaction {
  id: number;
  author: string;
  /** Empty: taken back. */
  emoji: string;
  /** What shows it now: the name of a reaction of ours, or `line:` and a post's ts. */
  shown_name: string | null;
  channel_id: string;
  thread_ts: string;
  /** `form:…` until a reply written in the form stands in the thread. */
  ts: string;
  contact_name: string;
  body: string;
}

/** The reactions to one message of a reply. */
export function reactionsToReply(sql: Sql, messageId: number): Promise<ReplyReaction[]> {
  return select<ReplyReaction>(
    sql,
    `SELECT x.id, x.author, x.emoji, x.shown_name, r.channel_id, r.thread_ts, r.ts, k.name AS contact_name, m.body
     FROM reactions x JOIN messages m ON m.id = x.message_id JOIN slack_replies r ON r.id = m.reply_id JOIN contacts k ON k.id = m.contact_id
     WHERE x.message_id = ? AND m.post_id IS NULL ORDER BY x.id`,
    [messageId],
  );
}

/** Do other messages of the same reply show this reaction as well? One Slack message stands for all of them. */
export async function isShownOtherwise(sql: Sql, reactionId: number, name: string): Promise<boolean> {
  const rows = await select(
    sql,
    `SELECT o.id FROM reactions x JOIN messages m ON m.id = x.message_id JOIN messages p ON p.reply_id = m.reply_id JOIN reactions o ON o.message_id = p.id
     WHERE x.id = ? AND o.id <> x.id AND o.shown_name = ? LIMIT 1`,
    [reactionId, name],
  );
  return rows.length > 0;
}

/** A reaction is shown by this now; null: by nothing. */
export async function recordShownReaction(sql: Sql, reactionId: number, shownName: string | null): Promise<void> {
  await write(sql, 'UPDATE reactions SET shown_name = ? WHERE id = ?', [shownName, reactionId]);
}
