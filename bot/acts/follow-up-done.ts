import { finishFollowUp } from '../../src/domain/follow-up/end.js';
import { changeAct } from './act.js';

/** "Concluir lembrete": what somebody promised was done. */
export const followUpDone = changeAct<true>({
  deed: 'finish a follow-up',
  offered: (card) => card.next_follow_up !== null,
  read: async () => true,
  async perform(ctx) {
    await finishFollowUp(ctx);
    return { key: 'said.follow_up_done', vars: { number: ctx.conversation.id } };
  },
});
