import { select, selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { permit } from '../people/permissions.js';

/** What is masked everywhere else. */
export interface PersonalDetails {
  phone: string | null;
  /** Answers of the triage, with their labels, in order; dates as `yyyy-MM-dd`. */
  answers: { label: string; value: string; fieldType: 'text' | 'number' | 'choice' | 'date' }[];
  /** The last place the customer sent. */
  place: { name: string; address: string; latitude: number; longitude: number } | null;
}

/** "Mostrar dados": personal data for one person, who asked for it; the history tells that they did. */
export async function showPersonalData(ctx: Ctx): Promise<PersonalDetails> {
  const { conversation, tx } = ctx;
  permit(ctx.actor, 'see personal data', conversation);
  const contact = await selectOne<{ phone: string | null }>(tx, 'SELECT phone FROM contacts WHERE id = ?', [conversation.contact_id]);
  const answers = await select<PersonalDetails['answers'][number]>(
    tx, 'SELECT i.label, t.value, i.field_type AS fieldType FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = ? ORDER BY i.position, i.id', [conversation.id],
  );
  const sent = await selectOne<{ content: string | null }>(
    tx, "SELECT content FROM messages WHERE conversation_id = ? AND kind = 'location' AND author_kind = 'contact' AND status <> 'deleted' ORDER BY occurred_at DESC, id DESC LIMIT 1", [conversation.id],
  );
  const place = sent?.content ? (JSON.parse(sent.content) as NonNullable<PersonalDetails['place']>) : null;
  ctx.record({ kind: 'personal_data_shown', conversationId: conversation.id, what: 'phone' });
  if (answers.length > 0 || place) ctx.record({ kind: 'personal_data_shown', conversationId: conversation.id, what: 'triage' });
  return { phone: contact?.phone ?? null, answers, place };
}
