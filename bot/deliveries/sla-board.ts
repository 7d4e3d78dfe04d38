import { selectOne, write } from '../../src/db/rows.js';
import type { Level } from '../../src/domain/facts.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { boardRows } from '../../src/domain/sla/late-clocks.js';
import { TryLater } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { MessageGone, PlaceLost } from '../slack-call.js';
import { listLook } from '../list-look.js';
import { BOARD_ROWS, boardView } from '../views/sla-board.js';
import { contentHash, noticeMark, paced, postOnce } from './home.js';

interface Board {
  channel_id: string;
  ts: string;
  content_hash: string;
}

/**
 * The live card of a support level: who waits, by the time left. Edited in place; when nothing changed Slack is not
 * called. Deleted by somebody, or the channel replaced: posted anew.
 */
export async function drawBoard(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { level } = JSON.parse(delivery.payload ?? '{}') as { level: Level };
  const channel = level === 'n3' ? (parts.channels.gestao ?? parts.channels.supervisao) : parts.channels.supervisao;
  if (channel === undefined) return { done: 'obsolete' };
  const rows = await boardRows(context.sql, level, BOARD_ROWS + 1);
  const view = boardView(level, rows, await listLook(parts, context.now));
  const hash = contentHash(view);
  const known = await selectOne<Board>(context.sql, 'SELECT channel_id, ts, content_hash FROM sla_boards WHERE level = ?', [level]);
  // A level that never had anybody waiting needs no card.
  if (known?.content_hash === hash || (!known && rows.length === 0)) return { done: 'obsolete' };
  const keep = (ts: string) => ({
    done: 'sent' as const,
    result: ts,
    record: async (ctx: { tx: Parameters<typeof write>[0] }) =>
      void (await write(
        ctx.tx,
        'INSERT INTO sla_boards (level, channel_id, ts, content_hash, drawn_at) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE channel_id = VALUES(channel_id), ts = VALUES(ts), content_hash = VALUES(content_hash), drawn_at = VALUES(drawn_at)',
        [level, channel, ts, hash, context.now],
      )),
  });
  try {
    if (known && known.channel_id === channel) {
      try {
        await paced(parts, channel, () => parts.client.chat.update({ channel, ts: known.ts, ...view }));
        return keep(known.ts);
      } catch (error) {
        if (!(error instanceof MessageGone)) throw error;
      }
    }
    return keep(await postOnce(parts, context, { channel }, noticeMark(delivery), view));
  } catch (error) {
    if (error instanceof PlaceLost) throw new TryLater(`the channel of the board cannot be used (${error.code})`, { afterMs: 60_000 });
    throw error;
  }
}
