import { takeConversation } from '../../src/domain/inbox/assign.js';
import { takeOver } from '../../src/domain/escalation/take-over.js';
import { changeAct } from './act.js';

/** "Assumir": the person becomes the owner; of an escalated conversation a supervisor also when somebody owns it. */
export const take = changeAct<true>({
  deed: 'take an unowned conversation',
  offered: (card) => card.closed_at === null && (card.assignee_id === null || card.level !== 'n1'),
  read: async () => true,
  async perform(ctx, _input, _parts, { person }) {
    const { conversation } = ctx;
    const isOthers = conversation.assignee_id !== null && conversation.assignee_id !== person.id;
    await (isOthers && conversation.level !== 'n1' && person.role !== 'agent' ? takeOver(ctx) : takeConversation(ctx));
    return { key: 'said.taken', vars: { number: conversation.id } };
  },
});
