import { select, type Sql } from '../../db/rows.js';

/** A question of the checklist that was sent to the customer. */
export interface AskedQuestion {
  itemId: number;
  /** The form it was sent from. */
  formId: string;
  at: Date;
}

/** The questions that were sent in this conversation, oldest first, as its history tells. */
export async function askedQuestions(sql: Sql, conversationId: number): Promise<AskedQuestion[]> {
  const rows = await select<{ detail: string; created_at: Date }>(
    sql, "SELECT detail, created_at FROM conversation_history WHERE conversation_id = ? AND action = 'triage_question' ORDER BY id", [conversationId],
  );
  return rows.map(({ detail, created_at }) => {
    const { item, form } = JSON.parse(detail) as { item: number; form: string };
    return { itemId: item, formId: form, at: created_at };
  });
}
