import type { FunnelStatus } from '../../src/domain/facts.js';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { changeAct, type ChangeAct } from './act.js';
import { typedIn } from './typed-in.js';

interface Input {
  why: string | null;
}

/** A move that needs nothing but to be said; words behind it are kept as its reason. */
export function moveTo(to: FunnelStatus, offered: ChangeAct['offered']): ChangeAct<Input> {
  return changeAct<Input>({
    deed: 'move a conversation in the funnel',
    offered,
    async read(words, parts) {
      return { why: (await typedIn(words, parts)) || null };
    },
    async perform(ctx, { why }, { t }) {
      await moveFunnel(ctx, { to, why });
      return { key: 'said.status', vars: { number: ctx.conversation.id, status: t(`slack:status.${to}`) } };
    },
  });
}
