import { select, selectOne, write, type Sql } from '../../src/db/rows.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { toldClocks, type LateClock } from '../../src/domain/sla/late-clocks.js';
import { later } from '../../src/kit/clock.js';
import { TryLater } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { MessageGone, PlaceLost } from '../slack-call.js';
import { alertView, digestView, type AlertSubject } from '../views/sla-alert.js';
import type { View } from '../views/card.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import { conversationSummary } from '../views/summary.js';
import { noticeMark, paced, postOnce } from './home.js';
import { linkTo } from './links.js';

/** More than this many alerts within a minute are one message. */
const DIGEST_ABOVE = 5;
const MINUTE_MS = 60_000;

interface AlertRow {
  conversation_id: number;
  channel_id: string;
  ts: string;
  digest: number;
  posted_at: Date;
}

/**
 * What supervisors are told of a conversation that is late: one message, brought up to date in place until nothing is late
 * any more; of many at once, one message for all.
 */
export async function sendSlaAlert(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const channel = parts.channels.supervisao;
  if (channel === undefined) return { done: 'obsolete' };
  const id = delivery.conversation_id as number;
  try {
    const open = await openAlert(context.sql, id);
    if (open) return await redraw(open, context, parts);
    const clocks = await toldClocks(context.sql, [id], context.now);
    if (clocks.every((clock) => clock.stopped_at !== null)) return { done: 'obsolete' };
    return await post(id, clocks, channel, delivery, context, parts);
  } catch (error) {
    if (error instanceof PlaceLost) throw new TryLater(`the supervision channel cannot be used (${error.code})`, { afterMs: MINUTE_MS });
    throw error;
  }
}

function openAlert(sql: Sql, conversationId: number): Promise<AlertRow | undefined> {
  return selectOne<AlertRow>(sql, 'SELECT conversation_id, channel_id, ts, digest, posted_at FROM sla_alerts WHERE conversation_id = ? AND closed_at IS NULL ORDER BY id DESC LIMIT 1', [conversationId]);
}

async function post(id: number, clocks: LateClock[], channel: string, delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const recent = await select<AlertRow>(context.sql, 'SELECT conversation_id, channel_id, ts, digest, posted_at FROM sla_alerts WHERE channel_id = ? AND posted_at > ? ORDER BY id', [channel, later(context.now, -MINUTE_MS)]);
  const digest = recent.find((row) => row.digest === 1);
  const isMany = recent.length >= DIGEST_ABOVE;
  const keep = (ts: string, isDigest: boolean, at: Date) => (sql: Sql) =>
    write(sql, 'INSERT IGNORE INTO sla_alerts (conversation_id, channel_id, ts, digest, posted_at) VALUES (?, ?, ?, ?, ?)', [id, channel, ts, isDigest ? 1 : 0, at]);
  if (isMany && digest) {
    await keep(digest.ts, true, digest.posted_at)(context.sql);
    return redraw({ ...digest, conversation_id: id }, context, parts);
  }
  const subject = await subjectOf(id, clocks, context, parts);
  const view = isMany ? digestView([subject], { ...parts, now: context.now }) : alertView(subject, await conversationSummary(context.sql, id, parts, context.now), { ...parts, now: context.now });
  const ts = await postOnce(parts, context, { channel }, noticeMark(delivery), view);
  return { done: 'sent', result: ts, record: async (ctx) => void (await keep(ts, isMany, context.now)(ctx.tx)) };
}

/** The message again, from what is so now; when nothing in it is late, it is closed. */
async function redraw(row: AlertRow, context: SendContext, parts: BotParts): Promise<Outcome> {
  const members = await select<{ conversation_id: number }>(context.sql, 'SELECT conversation_id FROM sla_alerts WHERE channel_id = ? AND ts = ? ORDER BY id', [row.channel_id, row.ts]);
  const clocks = await toldClocks(context.sql, members.map((member) => member.conversation_id), row.posted_at);
  const subjects: AlertSubject[] = [];
  for (const { conversation_id: id } of members) subjects.push(await subjectOf(id, clocks.filter((clock) => clock.conversation_id === id), context, parts));
  const look = { ...parts, now: context.now };
  const view: View = row.digest === 1 ? digestView(subjects, look) : alertView(subjects[0] as AlertSubject, await conversationSummary(context.sql, row.conversation_id, parts, context.now), look);
  const ended = subjects.filter((subject) => subject.clocks.every((clock) => clock.stopped_at !== null)).map((subject) => subject.id);
  const close = async (sql: Sql) => {
    if (ended.length > 0) await write(sql, 'UPDATE sla_alerts SET closed_at = ? WHERE channel_id = ? AND ts = ? AND conversation_id IN (?) AND closed_at IS NULL', [context.now, row.channel_id, row.ts, ended]);
  };
  try {
    await paced(parts, row.channel_id, () => parts.client.chat.update({ channel: row.channel_id, ts: row.ts, ...view }));
  } catch (error) {
    if (!(error instanceof MessageGone)) throw error;
    // Somebody deleted it: the next trouble is told anew.
    return { done: 'obsolete', record: async (ctx) => void (await write(ctx.tx, 'UPDATE sla_alerts SET closed_at = ? WHERE channel_id = ? AND ts = ?', [context.now, row.channel_id, row.ts])) };
  }
  return { done: 'sent', record: (ctx) => close(ctx.tx) };
}

async function subjectOf(id: number, clocks: LateClock[], context: SendContext, parts: BotParts): Promise<AlertSubject> {
  const [card, home] = [await cardOf(context.sql, id), await liveThread(context.sql, id)];
  const url = home && (await linkTo(parts, home.channel_id, home.thread_ts));
  return { id, name: card?.contact_name ?? '', priority: card?.priority ?? 'normal', assignee: card?.assignee_slack ?? null, assigneeName: card?.assignee_name ?? null, url, clocks };
}
