import { write } from '../../db/rows.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { checklistOf, isComplete, progressOf } from './checklist.js';
import { suggestPriority } from './suggest-priority.js';
import { isUnserved } from './suggestions.js';

/** An answer as it is to be stored (read-answer.ts); null takes it away. */
export interface AnswerChange {
  itemId: number;
  value: string | null;
}

export interface Saved {
  changed: number;
  done: number;
  needed: number;
}

/**
 * Writes the answers that are new or other; the rest of the triage stays as it is. What follows from them (funnel,
 * patient, suggestions) follows from the facts.
 * @param today business day, `yyyy-MM-dd`
 * @throws Refused `slack:refused.ended`
 */
export async function saveAnswers(ctx: Ctx, changes: AnswerChange[], today: string): Promise<Saved> {
  const { conversation, actor } = ctx;
  permit(actor, 'fill in the triage', conversation);
  requireOpen(conversation);
  const before = await checklistOf(ctx.tx, conversation.id);
  const changed = before.flatMap((line) => {
    const change = changes.find((one) => one.itemId === line.id);
    return change === undefined || change.value === line.value ? [] : [{ ...line, value: change.value, former: line.value }];
  });
  for (const { id, code, value, former } of changed) {
    if (value === null) await write(ctx.tx, 'DELETE FROM triage_answers WHERE conversation_id = ? AND item_id = ?', [conversation.id, id]);
    else {
      await write(
        ctx.tx,
        `INSERT INTO triage_answers (conversation_id, item_id, value, answered_by, updated_at) VALUES (?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE value = VALUES(value), answered_by = VALUES(answered_by), updated_at = VALUES(updated_at)`,
        [conversation.id, id, value, agentIdOf(actor), ctx.now],
      );
    }
    ctx.record({ kind: 'triage_answered', conversationId: conversation.id, itemId: id, code, first: former === null, cleared: value === null });
  }
  const after = before.map((line) => changed.find((one) => one.id === line.id) ?? line);
  if (changed.length > 0) {
    // Complete before already: somebody shortened the checklist meanwhile, and this is the first time it is looked at.
    const isNews = !isComplete(before) || conversation.status === 'new' || conversation.status === 'triage';
    if (isComplete(after) && isNews) ctx.record({ kind: 'triage_completed', conversationId: conversation.id });
    await suggest(ctx, changed, today);
  }
  return { changed: changed.length, ...progressOf(after) };
}

async function suggest(ctx: Ctx, changed: { code: string; value: string | null }[], today: string): Promise<void> {
  const { conversation } = ctx;
  const answerTo = (code: string) => changed.find((one) => one.code === code)?.value ?? undefined;
  const [startDate, location] = [answerTo('start_date'), answerTo('location')];
  const to = startDate === undefined ? undefined : suggestPriority(startDate, today);
  if (to !== undefined && to !== conversation.priority) ctx.record({ kind: 'priority_suggested', conversationId: conversation.id, to });
  if (location !== undefined && (await isUnserved(ctx.tx, location))) ctx.record({ kind: 'region_unserved', conversationId: conversation.id });
}
