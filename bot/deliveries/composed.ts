import { selectOne } from '../../src/db/rows.js';
import { quotedBy } from '../../src/domain/inbox/message-at.js';
import { findReply, recordShownReply } from '../../src/domain/inbox/replies.js';
import { isComposed } from '../../src/domain/inbox/send-reply.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { splitText } from '../../src/kit/text/split.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import type { BotParts } from '../parts.js';
import { SLACK_MAX } from '../views/message.js';
import { shorten } from '../views/parts.js';
import { quotedWords } from '../views/quoted.js';
import { inThread, noticeMark, postOnce } from './home.js';

/** Shows a reply written in the form in the thread, under its author's name; its tick then stands on that post. */
export function showComposed(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const reply = await findReply(context.sql, delivery.reply_id as number);
    if (!reply || !isComposed(reply.ts)) return { done: 'obsolete' };
    const author = await selectOne<{ name: string }>(context.sql, 'SELECT a.name FROM slack_replies r JOIN agents a ON a.id = r.agent_id WHERE r.id = ?', [reply.id]);
    const quoted = await quotedBy(context.sql, reply.id);
    const above = quoted ? `${quotedWords(quoted, parts.t)}\n` : '';
    const [text = ''] = splitText(above + whatsappToSlack(reply.body), SLACK_MAX);
    const place = { channel: home.channel_id, threadTs: home.thread_ts };
    const ts = await postOnce(parts, context, place, noticeMark(delivery), { text, username: shorten(author?.name ?? parts.brand, 80) });
    return { done: 'sent', result: ts, record: (ctx) => recordShownReply(ctx, reply, { channelId: home.channel_id, threadTs: home.thread_ts, ts }) };
  });
}
