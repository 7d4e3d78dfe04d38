import type { Sql } from '../../../db/rows.js';
import { checklistOf, isComplete, progressOf } from '../../../domain/triage/checklist.js';
import type { LeadV1 } from '../schemas/lead.js';
import type { Known } from './known.js';

/** What a lead's delivery holds. */
export type LeadReference = Pick<LeadV1, 'stage' | 'loss'>;

/** The lead at a stage: the stage, and why it was lost, as they were when it happened, everything else as it is now. */
export async function leadBody(sql: Sql, { conversation, contact, assignee, patient, source }: Known, { stage, loss }: LeadReference): Promise<Omit<LeadV1, 'version' | 'id' | 'occurredAt'>> {
  const lines = await checklistOf(sql, conversation.id);
  const { done, needed } = progressOf(lines);
  const answers = lines.flatMap(({ code, label, value }) => (value === null ? [] : [{ code, label, value }]));
  return {
    stage, conversation, contact, assignee, patient, source, loss,
    triage: { complete: isComplete(lines), answered: done, required: needed, summary: answers.map(({ label, value }) => `${label}: ${value}`).join('\n'), answers },
  };
}
