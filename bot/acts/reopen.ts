import { reopenByPerson } from '../../src/domain/funnel/reopen.js';
import { changeAct } from './act.js';

/** "Reabrir": an ended conversation goes on where it was. */
export const reopen = changeAct<true>({
  deed: 'reopen a conversation',
  offered: (card) => card.closed_at !== null,
  read: async () => true,
  async perform(ctx, _input, { t }) {
    await reopenByPerson(ctx);
    return { key: 'said.status', vars: { number: ctx.conversation.id, status: t(`slack:status.${ctx.conversation.status}`) } };
  },
});
