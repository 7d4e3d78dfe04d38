import { takeConversation } from '../../src/domain/inbox/assign.js';
import { changeAct } from './act.js';

/** "Assumir": the person becomes the owner. */
export const take = changeAct<true>({
  deed: 'take an unowned conversation',
  offered: (card) => card.closed_at === null && card.assignee_id === null,
  read: async () => true,
  async perform(ctx) {
    await takeConversation(ctx);
    return { key: 'said.taken', vars: { number: ctx.conversation.id } };
  },
});
