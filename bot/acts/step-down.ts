import type { Level } from '../../src/domain/facts.js';
import { levelBefore, levelsBelow, moveLevel } from '../../src/domain/escalation/move-level.js';
import type { BotParts } from '../parts.js';
import { changeAct } from './act.js';
import { levelField, levelOf, type LevelInput } from './level-form.js';
import { seenNow } from './subject.js';
import { typedIn } from './typed-in.js';
import { textField } from './values.js';

/** "Rebaixar": `/rebaixar #123 motivo` goes one level down, `!n1 motivo` straight to the attendants. */
export const stepDown = changeAct<LevelInput>({
  deed: 'step a conversation down',
  offered: (card) => card.closed_at === null && card.level !== 'n1',
  guards: ['level'],
  async read(words, parts, word, conversationId) {
    if (words === '') return undefined;
    const now = await seenNow(parts.source.manager, conversationId);
    return { to: word === 'n1' ? 'n1' : levelBefore(now?.level as Level, conversationId), reason: await typedIn(words, parts) };
  },
  async form(conversationId: number, parts: BotParts) {
    const now = await seenNow(parts.source.manager, conversationId);
    const level = now?.level as Level;
    levelBefore(level, conversationId);
    return [levelField(levelsBelow(level).reverse(), parts), textField({ name: 'reason', label: parts.t('slack:field.reason'), multiline: true, max: 500 })];
  },
  submitted: levelOf,
  async perform(ctx, { to, reason }, { t }) {
    await moveLevel(ctx, to, reason);
    return { key: 'said.level', vars: { number: ctx.conversation.id, level: t(`slack:level.${to}`) } };
  },
});
