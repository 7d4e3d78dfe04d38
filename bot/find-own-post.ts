import type { WebClient } from '@slack/web-api';
import { slackCall } from './slack-call.js';

interface Found {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** What a post of ours carries in its metadata, so that it can be found when the answer of its call was lost. */
export interface Mark {
  type: string;
  payload: Record<string, string | number>;
}

/** Clocks of Slack and ours may differ by this much, s. */
const SKEW_S = 300;
const PAGES = 20;

/**
 * Looks for posts of ours that an earlier attempt may have made: in the thread, or in the channel when `threadTs` is
 * undefined. Returns the ts of the first post for each mark that is found, in the order of `marks`.
 * @param since when that attempt began
 */
export async function findOwnPosts(client: WebClient, place: { channel: string; threadTs?: string }, marks: Mark[], since: Date): Promise<(string | undefined)[]> {
  const found = new Map<number, string>();
  const oldest = String(Math.floor(since.getTime() / 1000) - SKEW_S);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES && found.size < marks.length; page += 1) {
    const common = { channel: place.channel, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const { threadTs } = place;
    const answer = await slackCall(place.channel, () => (threadTs === undefined ? client.conversations.history(common) : client.conversations.replies({ ...common, ts: threadTs })));
    for (const message of (answer.messages ?? []) as Found[]) {
      marks.forEach((mark, index) => {
        if (!found.has(index) && message.ts !== undefined && carries(message, mark)) found.set(index, message.ts);
      });
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  return marks.map((_, index) => found.get(index));
}

function carries(message: Found, mark: Mark): boolean {
  const payload = message.metadata?.event_payload ?? {};
  return message.metadata?.event_type === mark.type && Object.entries(mark.payload).every(([key, value]) => String(payload[key]) === String(value));
}
