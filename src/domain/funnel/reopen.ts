import { reopenAlone } from '../conversation/open-or-reopen.js';
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
  await reopenAlone(ctx, 'a person reopened it');
  await refreshWaiting(ctx, conversation);
}
