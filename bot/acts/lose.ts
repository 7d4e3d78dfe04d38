import type { FunnelStatus } from '../../src/domain/facts.js';
import { mayMove } from '../../src/domain/funnel/allowed-moves.js';
import { activeLossReasons } from '../../src/domain/funnel/loss-reasons.js';
import { moveFunnel, refusedMove } from '../../src/domain/funnel/move-funnel.js';
import type { BotParts } from '../parts.js';
import { plainWords } from '../views/parts.js';
import { changeAct } from './act.js';
import { readLossReason } from './loss-words.js';
import { seenNow } from './subject.js';
import { typedIn } from './typed-in.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

interface Input {
  reason: string;
  why: string | null;
}

/** "Perdido": `/perdido #123 preço mais caro que o outro`. The reason is checked again by the command. */
export const lose = changeAct<Input>({
  deed: 'move a conversation in the funnel',
  offered: (card) => mayMove(card.status, 'lost'),
  guards: ['status'],
  async read(words, parts) {
    return words === '' ? undefined : readLossReason(await typedIn(words, parts), await activeLossReasons(parts.source.manager));
  },
  async form(conversationId: number, parts: BotParts) {
    const now = await seenNow(parts.source.manager, conversationId);
    if (now && !mayMove(now.status as FunnelStatus, 'lost')) throw refusedMove(now.status as FunnelStatus, 'lost', conversationId);
    const reasons = await activeLossReasons(parts.source.manager);
    return [
      choiceField({ name: 'reason', label: parts.t('slack:field.loss_reason'), choices: reasons.map(({ code, label }) => ({ value: code, text: label })) }),
      textField({ name: 'why', label: parts.t('slack:field.details'), optional: true, multiline: true, max: 500 }),
    ];
  },
  submitted: (values) => ({ reason: choiceOf(values, 'reason') ?? '', why: textOf(values, 'why') || null }),
  async perform(ctx, { reason, why }, parts) {
    await moveFunnel(ctx, { to: 'lost', reason, why });
    const label = (await activeLossReasons(ctx.tx)).find((one) => one.code === reason)?.label ?? reason;
    return { key: 'said.lost', vars: { number: ctx.conversation.id, status: parts.t('slack:status.lost'), reason: plainWords(label) } };
  },
});
