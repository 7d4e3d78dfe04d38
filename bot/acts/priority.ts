import type { Priority } from '../../src/domain/facts.js';
import { setPriority } from '../../src/domain/funnel/set-priority.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { changeAct } from './act.js';
import { codeOf } from './codes.js';
import { seenNow } from './subject.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

const PRIORITIES: Priority[] = ['low', 'normal', 'high', 'urgent'];

interface Input {
  to: Priority;
  reason: string | null;
}

/** "Prioridade": `/prioridade #123 urgente motivo`. */
export const priority = changeAct<Input>({
  deed: 'set the priority',
  offered: (card) => card.closed_at === null,
  guards: ['priority'],
  async read(words, { t }) {
    if (words === '') return undefined;
    const [first = '', ...rest] = words.split(/\s+/);
    const to = codeOf(first, PRIORITIES, (code) => t(`slack:priority.${code}`));
    if (to === undefined) throw new Refused('slack:refused.choice', { given: first, allowed: PRIORITIES.map((code) => t(`slack:priority.${code}`)).join(', ') });
    const reason = rest.join(' ');
    return to === 'urgent' && reason === '' ? undefined : { to, reason: reason || null };
  },
  async form(conversationId: number, parts: BotParts) {
    const now = await seenNow(parts.source.manager, conversationId);
    const { t } = parts;
    return [
      choiceField({ name: 'priority', label: t('slack:act.priority.label'), initial: now?.priority, choices: PRIORITIES.map((code) => ({ value: code, text: t(`slack:priority.${code}`) })) }),
      textField({ name: 'reason', label: t('slack:field.reason'), hint: t('slack:act.priority.reason_hint'), optional: true, max: 500 }),
    ];
  },
  submitted: (values) => ({ to: choiceOf(values, 'priority') as Priority, reason: textOf(values, 'reason') || null }),
  async perform(ctx, { to, reason }, { t }) {
    await setPriority(ctx, to, reason);
    return { key: 'said.priority', vars: { number: ctx.conversation.id, priority: t(`slack:priority.${to}`) } };
  },
});
