import type { WebClient } from '@slack/web-api';
import { slackCall } from './slack-call.js';

/** Clocks of Slack and ours may differ by this much, s. */
const SKEW_S = 300;
const PAGES = 20;

/** Does a file of ours stand in this thread? @param since when the attempt that may have shown it began */
export async function findOwnFile(client: WebClient, place: { channel: string; threadTs: string }, fileId: string, since: Date): Promise<boolean> {
  const oldest = String(Math.floor(since.getTime() / 1000) - SKEW_S);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await slackCall(place.channel, () => client.conversations.replies({ channel: place.channel, ts: place.threadTs, oldest, limit: 200, ...(cursor ? { cursor } : {}) }));
    if ((answer.messages ?? []).some((message) => message.files?.some((file) => file.id === fileId))) return true;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return false;
}
