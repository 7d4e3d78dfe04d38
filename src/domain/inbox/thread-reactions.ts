import { select, type Sql } from '../../db/rows.js';

/** What we know of one person's reaction on a customer's message that stands in a thread. */
export interface ThreadReaction {
  message_id: number;
  slack_user_id: string;
  /** Slack's name of the emoji. */
  name: string;
  standing: boolean;
  /** Where the message stands: one ts, or several for a long one. */
  parts: string[];
}

/** Every reaction we took in one thread, those taken back too. */
export async function reactionsOfThread(sql: Sql, channelId: string, threadTs: string): Promise<ThreadReaction[]> {
  const rows = await select<{ message_id: number; slack_user_id: string; name: string; standing: number; part_ts: string | null }>(
    sql,
    `SELECT r.message_id, r.slack_user_id, r.name, r.standing, p.part_ts FROM slack_posts p JOIN messages m ON m.post_id = p.id JOIN agent_reactions r ON r.message_id = m.id
     WHERE p.channel_id = ? AND p.thread_ts = ?`,
    [channelId, threadTs],
  );
  return rows.map(({ standing, part_ts, ...row }) => ({ ...row, standing: standing === 1, parts: part_ts === null ? [] : (JSON.parse(part_ts) as string[]) }));
}
