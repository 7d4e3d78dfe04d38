import { selectOne } from '../../src/db/rows.js';
import type { Ctx } from '../../src/domain/ctx.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { clockTime, plainWords } from '../views/parts.js';
import type { Seen } from './subject.js';

/** The history action that tells who changed a field. */
const ACTION: Record<keyof Seen, string> = { status: 'status_change', priority: 'priority_change', level: 'escalation', assignee_id: 'assignment' };

/** Thrown when a form would overwrite what somebody else changed meanwhile: the form is opened again on the new state. */
export class Overtaken extends Refused {}

/**
 * Compares what the person saw with what is so now. In the transaction, under the conversation's lock.
 * @throws Overtaken `slack:refused.overtaken` with what changed, by whom and when
 */
export async function refuseOvertaken(ctx: Ctx, seen: Seen, guards: readonly (keyof Seen)[], parts: BotParts): Promise<void> {
  const { t, zone, locale } = parts;
  const changed = guards.find((field) => ctx.conversation[field] !== seen[field]);
  if (changed === undefined) return;
  const last = await selectOne<{ actor_name: string; actor_kind: string; created_at: Date }>(
    ctx.tx,
    'SELECT actor_name, actor_kind, created_at FROM conversation_history WHERE conversation_id = ? AND action = ? ORDER BY id DESC LIMIT 1',
    [ctx.conversation.id, ACTION[changed]],
  );
  throw new Overtaken('slack:refused.overtaken', {
    what: t(`slack:overtaken.${changed}`),
    from: await wordsFor(ctx, changed, seen[changed], parts),
    to: await wordsFor(ctx, changed, ctx.conversation[changed], parts),
    who: last?.actor_kind === 'agent' ? plainWords(last.actor_name) : t('slack:overtaken.system'),
    time: last ? clockTime(last.created_at, ctx.now, zone, locale) : '',
  });
}

async function wordsFor(ctx: Ctx, field: keyof Seen, value: string | number | null, { t }: BotParts): Promise<string> {
  if (field !== 'assignee_id') return t(`slack:${field}.${String(value)}`);
  if (value === null) return t('slack:card.nobody');
  const agent = await selectOne<{ name: string }>(ctx.tx, 'SELECT name FROM agents WHERE id = ?', [value]);
  return plainWords(agent?.name ?? '');
}
