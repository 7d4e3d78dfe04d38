import { TryLater } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { slackCall } from '../slack-call.js';

/** A link to a message, undefined when Slack cannot give one (channel gone). */
export async function linkTo(parts: BotParts, channel: string, ts: string): Promise<string | undefined> {
  try {
    const answer = await slackCall(channel, () => parts.client.chat.getPermalink({ channel, message_ts: ts }));
    return answer.permalink;
  } catch (error) {
    if (error instanceof TryLater) throw error;
    return undefined;
  }
}

/** `text` as a link, or plain when there is none. */
export function linked(url: string | undefined, text: string): string {
  return url ? `<${url}|${text}>` : text;
}
