import { select, type Sql } from '../../db/rows.js';
import type { UnfitFile } from './outgoing-file.js';

/** A reply that stayed inside because of its files. */
export interface UnfitReply {
  id: number;
  channel_id: string;
  thread_ts: string;
  files: UnfitFile[];
}

/**
 * One person's replies in one conversation that stayed inside because of their files, and were not told yet: from the one
 * that asked to be told, behind the last one that was. Oldest first.
 */
export async function untoldUnfitReplies(sql: Sql, conversationId: number, slackUserId: string, firstReplyId: number): Promise<UnfitReply[]> {
  const rows = await select<Omit<UnfitReply, 'files'> & { unfit_files: string }>(
    sql,
    `SELECT r.id, r.channel_id, r.thread_ts, r.unfit_files FROM slack_replies r
     WHERE r.conversation_id = ? AND r.slack_user_id = ? AND r.state = 'refused' AND r.unfit_files IS NOT NULL AND r.id >= ? AND r.id >
       (SELECT COALESCE(MAX(CAST(d.result AS UNSIGNED)), 0) FROM deliveries d JOIN slack_replies o ON o.id = d.reply_id
        WHERE d.conversation_id = ? AND d.kind = 'slack.unfit' AND d.status = 'sent' AND o.slack_user_id = ?)
     ORDER BY r.id`,
    [conversationId, slackUserId, firstReplyId, conversationId, slackUserId],
  );
  return rows.map(({ unfit_files, ...row }) => ({ ...row, files: JSON.parse(unfit_files) as UnfitFile[] }));
}
