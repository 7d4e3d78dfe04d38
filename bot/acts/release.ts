import { releaseConversation } from '../../src/domain/inbox/assign.js';
import { changeAct } from './act.js';

/** "Liberar": the conversation has no owner any more; the next to answer becomes it. */
export const release = changeAct<true>({
  deed: 'release a conversation',
  offered: (card) => card.closed_at === null && card.assignee_id !== null,
  read: async () => true,
  async perform(ctx) {
    await releaseConversation(ctx);
    return { key: 'said.released', vars: { number: ctx.conversation.id } };
  },
});
