import { select, type Sql } from '../../db/rows.js';

export type FieldType = 'text' | 'number' | 'choice' | 'date';

/** A question of the checklist, as the portal edits it. */
export interface TriageItem {
  id: number;
  code: string;
  label: string;
  question: string;
  tip: string;
  fieldType: FieldType;
  /** What a `choice` offers; the answer is the chosen text itself. */
  choices: string[];
  required: boolean;
  active: boolean;
}

/** A question with what this conversation answers to it; dates as `yyyy-MM-dd`. */
export interface TriageLine extends TriageItem {
  value: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

interface Row extends Omit<TriageLine, 'choices' | 'required' | 'active'> {
  choices: string | null;
  required: number;
  active: number;
}

/** The whole checklist in its order, with the answers; questions out of use only where they were answered. */
export async function checklistOf(sql: Sql, conversationId: number): Promise<TriageLine[]> {
  const rows = await select<Row>(
    sql,
    `SELECT i.id, i.code, i.label, i.question, i.tip, i.field_type AS fieldType, i.choices, i.required, i.active, t.value, a.name AS answeredBy, t.updated_at AS answeredAt
     FROM triage_items i LEFT JOIN triage_answers t ON t.item_id = i.id AND t.conversation_id = ? LEFT JOIN agents a ON a.id = t.answered_by
     WHERE i.active = 1 OR t.id IS NOT NULL ORDER BY i.position, i.id`,
    [conversationId],
  );
  return rows.map((row) => ({ ...row, choices: JSON.parse(row.choices ?? '[]') as string[], required: row.required === 1, active: row.active === 1 }));
}

/** How many of the required questions are answered: 4 of 6. */
export function progressOf(lines: readonly TriageLine[]): { done: number; needed: number } {
  const needed = lines.filter((line) => line.active && line.required);
  return { done: needed.filter((line) => line.value !== null).length, needed: needed.length };
}

/** Is everything required answered? A checklist that requires nothing is never complete: it would move every conversation. */
export function isComplete(lines: readonly TriageLine[]): boolean {
  const { done, needed } = progressOf(lines);
  return needed > 0 && done === needed;
}
