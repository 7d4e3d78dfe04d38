import type { FunnelStatus } from '../../src/domain/facts.js';
import { allowedMoves } from '../../src/domain/funnel/allowed-moves.js';
import { activeLossReasons } from '../../src/domain/funnel/loss-reasons.js';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { plainWords } from '../views/parts.js';
import { changeAct } from './act.js';
import { codeOf } from './codes.js';
import { readLossReason } from './loss-words.js';
import { seenNow } from './subject.js';
import { typedIn } from './typed-in.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

const STATUSES: FunnelStatus[] = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'];

interface Input {
  to: FunnelStatus;
  reason: string | null;
  why: string | null;
}

/** "Situação": `/status #123 proposta`, `/status #123 perdido preço`. */
export const status = changeAct<Input>({
  deed: 'move a conversation in the funnel',
  offered: (card) => allowedMoves(card.status).length > 0,
  guards: ['status'],
  async read(words, parts) {
    if (words === '') return undefined;
    const [first = '', ...rest] = (await typedIn(words, parts)).split(/\s+/);
    const label = (code: FunnelStatus) => parts.t(`slack:status.${code}`);
    const to = codeOf(first, STATUSES, label);
    if (to === undefined) throw new Refused('slack:refused.choice', { given: plainWords(first), allowed: STATUSES.map(label).join(', ') });
    if (to !== 'lost') return { to, reason: null, why: rest.join(' ') || null };
    return rest.length === 0 ? undefined : { to, ...readLossReason(rest.join(' '), await activeLossReasons(parts.source.manager)) };
  },
  async form(conversationId: number, parts: BotParts) {
    const { t } = parts;
    const now = await seenNow(parts.source.manager, conversationId);
    const moves = now ? allowedMoves(now.status as FunnelStatus) : [];
    if (moves.length === 0) throw new Refused('slack:refused.ended_reopen', { number: conversationId });
    const reasons = moves.includes('lost') ? await activeLossReasons(parts.source.manager) : [];
    return [
      choiceField({ name: 'status', label: t('slack:field.status', { status: t(`slack:status.${now?.status ?? ''}`) }), choices: moves.map((code) => ({ value: code, text: t(`slack:status.${code}`) })) }),
      ...(reasons.length === 0 ? [] : [choiceField({ name: 'reason', label: t('slack:field.loss_reason'), hint: t('slack:act.status.reason_hint'), optional: true, choices: reasons.map(({ code, label }) => ({ value: code, text: label })) })]),
      textField({ name: 'why', label: t('slack:field.details'), optional: true, multiline: true, max: 500 }),
    ];
  },
  submitted(values) {
    const to = choiceOf(values, 'status') as FunnelStatus;
    return { to, reason: to === 'lost' ? (choiceOf(values, 'reason') ?? null) : null, why: textOf(values, 'why') || null };
  },
  async perform(ctx, input, { t }) {
    await moveFunnel(ctx, input);
    return { key: 'said.status', vars: { number: ctx.conversation.id, status: t(`slack:status.${input.to}`) } };
  },
});
