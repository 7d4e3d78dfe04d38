import type { KnownBlock } from '@slack/web-api';
import { select, type Sql } from '../../src/db/rows.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { TryLater } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { MessageGone, PlaceLost, slackCall } from '../slack-call.js';
import { noticeMark, postOnce } from './home.js';

interface Drawn {
  text: string;
  blocks: KnownBlock[];
}

/** Posts something that is redrawn later; where it stands is kept as the delivery's result. */
export async function postStanding(delivery: Delivery, channel: string, drawn: Drawn, context: SendContext, parts: BotParts): Promise<Outcome> {
  try {
    const ts = await postOnce(parts, context, { channel }, noticeMark(delivery), drawn);
    return { done: 'sent', result: `${channel}/${ts}` };
  } catch (error) {
    if (error instanceof PlaceLost) throw new TryLater(`the channel cannot be used (${error.code})`, { afterMs: 60_000 });
    throw error;
  }
}

/** Redraws everything of this kind that was posted from this lane: a lane of such things is about one thing. */
export async function redrawStanding({ lane }: Delivery, kind: string, drawn: Drawn, context: SendContext, parts: BotParts): Promise<Outcome> {
  for (const { channel, ts } of await standing(context.sql, lane, kind)) {
    try {
      await slackCall(channel, () => parts.client.chat.update({ channel, ts, ...drawn }));
    } catch (error) {
      if (!(error instanceof MessageGone || error instanceof PlaceLost)) throw error;
    }
  }
  return { done: 'sent' };
}

/** Only channels: where a direct message stands is not known by its person's id, and a click on it redraws it (response_url). */
async function standing(sql: Sql, lane: string, kind: string): Promise<{ channel: string; ts: string }[]> {
  const rows = await select<{ result: string }>(sql, "SELECT result FROM deliveries WHERE lane = ? AND kind = ? AND status = 'sent' AND (result LIKE 'C%/%' OR result LIKE 'G%/%') ORDER BY id", [lane, kind]);
  return rows.map(({ result }) => ({ channel: result.split('/')[0] as string, ts: result.split('/')[1] as string }));
}
