import { selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { reopenConversation } from '../conversation/open-or-reopen.js';
import type { Ctx } from '../ctx.js';
import { refreshWaiting } from '../inbox/restore-waiting.js';
import { permit } from '../people/permissions.js';

/**
 * "Reabrir": an ended conversation goes on in the status it had before. Harmless when it is open. A customer whose last
 * message had no answer waits again: it may have been ended by mistake.
 * @throws Refused `slack:refused.other_open` when the contact has gone on in another conversation: one is open at a time
 */
export async function reopenByPerson(ctx: Ctx): Promise<void> {
  const { conversation } = ctx;
  permit(ctx.actor, 'reopen a conversation', conversation);
  if (conversation.open_contact_id !== null) return;
  const other = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE open_contact_id = ?', [conversation.contact_id]);
  if (other) throw new Refused('slack:refused.other_open', { number: conversation.id, other: other.id });
  await reopenConversation(ctx, conversation, 'a person reopened it');
  await refreshWaiting(ctx, conversation);
}
