import { acknowledgeLateness } from '../../src/domain/sla/acknowledge.js';
import { changeAct } from './act.js';

/** "Estou vendo": somebody looks after a late conversation, so it does not go on to the next in line. */
export const lookAfter = changeAct<true>({
  deed: 'look after a late conversation',
  offered: () => false,
  read: async () => true,
  async perform(ctx) {
    await acknowledgeLateness(ctx);
    return { key: 'said.looked_after', vars: { number: ctx.conversation.id } };
  },
});
