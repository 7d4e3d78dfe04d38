import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import type { Level } from '../facts.js';
import { permit } from '../people/permissions.js';

export const LEVELS: readonly Level[] = ['n1', 'n2', 'n3'];
/** A reason shorter than this says nothing, characters. */
const SHORTEST_REASON = 3;
/** As much of a reason is kept, UTF-16 units. */
const REASON_MAX = 500;

const rank = (level: Level) => LEVELS.indexOf(level);

/** The levels above (n1: n2, n3) or below a level. */
export const levelsAbove = (level: Level): Level[] => LEVELS.filter((one) => rank(one) > rank(level));
export const levelsBelow = (level: Level): Level[] => LEVELS.filter((one) => rank(one) < rank(level));

/**
 * Moves the conversation to another support level, up or down; the level's channel is called (routes.ts). A person says
 * why; the clock does not (its `reason` is a code of locales/, `slack:escalation.why`).
 * @throws Refused `slack:refused.ended`, `slack:refused.level_same`, `slack:refused.level_reason` at the field `reason`
 */
export async function moveLevel(ctx: Ctx, to: Level, reason: string): Promise<void> {
  const { actor, conversation, tx, now } = ctx;
  const from = conversation.level;
  const isUp = rank(to) > rank(from);
  permit(actor, isUp ? 'escalate a conversation' : 'step a conversation down', conversation);
  requireOpen(conversation);
  if (to === from) throw new Refused('slack:refused.level_same', { number: conversation.id, at_level: from }, 'level');
  if (actor.kind === 'agent' && reason.trim().length < SHORTEST_REASON) throw new Refused('slack:refused.level_reason', {}, 'reason');
  conversation.level = to;
  await write(tx, 'UPDATE conversations SET level = ?, updated_at = ? WHERE id = ?', [to, now, conversation.id]);
  ctx.record({ kind: 'level_moved', conversationId: conversation.id, from, to, reason: reason.trim().slice(0, REASON_MAX), by: actor.kind === 'agent' ? 'person' : 'clock' });
}

/** The next level up. @throws Refused `slack:refused.level_top` */
export function nextLevel(level: Level, number: number): Level {
  const [next] = levelsAbove(level);
  if (next === undefined) throw new Refused('slack:refused.level_top', { number });
  return next;
}

/** The level below. @throws Refused `slack:refused.level_bottom` */
export function levelBefore(level: Level, number: number): Level {
  const before = levelsBelow(level).at(-1);
  if (before === undefined) throw new Refused('slack:refused.level_bottom', { number });
  return before;
}
