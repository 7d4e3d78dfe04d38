import { select } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { planTimer } from '../timers/timers.js';

/** A breach that nobody acknowledges goes on to the next in line after this many business minutes (setting). */
export async function watchAcknowledgement(ctx: Ctx, fact: FactOf<'sla_breached'>): Promise<void> {
  const due = ctx.calendar.addBusinessMinutes(ctx.now, ctx.settings.sla_ack_minutes);
  if (due) await planTimer(ctx.tx, 'sla_ack', fact.conversationId, due);
}

/** Timer `sla_ack`: is it late still, and has nobody said that they look after it? */
export async function tellNextInLine(ctx: Ctx): Promise<void> {
  const { conversation } = ctx;
  const alone = await select(ctx.tx, 'SELECT id FROM sla_clocks WHERE conversation_id = ? AND running_key IS NOT NULL AND breached_at IS NOT NULL AND acknowledged_by IS NULL LIMIT 1', [conversation.id]);
  if (alone.length > 0) ctx.record({ kind: 'sla_unacknowledged', conversationId: conversation.id, level: conversation.level });
}
