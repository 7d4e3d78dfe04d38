import type { Level } from '../../src/domain/facts.js';
import { LEVELS, levelsAbove, moveLevel, nextLevel } from '../../src/domain/escalation/move-level.js';
import type { BotParts } from '../parts.js';
import { changeAct } from './act.js';
import { levelField, levelOf, type LevelInput } from './level-form.js';
import { seenNow } from './subject.js';
import { typedIn } from './typed-in.js';
import { textField } from './values.js';

/** "Escalar": `/escalar #123 motivo` goes one level up, `!n3 motivo` straight there. */
export const escalate = changeAct<LevelInput>({
  deed: 'escalate a conversation',
  offered: (card) => card.closed_at === null && card.level !== 'n3',
  guards: ['level'],
  async read(words, parts, word, conversationId) {
    if (words === '') return undefined;
    const now = await seenNow(parts.source.manager, conversationId);
    const level = now?.level as Level;
    return { to: LEVELS.includes(word as Level) ? (word as Level) : nextLevel(level, conversationId), reason: await typedIn(words, parts) };
  },
  async form(conversationId: number, parts: BotParts) {
    const now = await seenNow(parts.source.manager, conversationId);
    const level = now?.level as Level;
    nextLevel(level, conversationId);
    return [levelField(levelsAbove(level), parts), textField({ name: 'reason', label: parts.t('slack:field.reason'), hint: parts.t('slack:act.escalate.reason_hint'), multiline: true, max: 500 })];
  },
  submitted: levelOf,
  async perform(ctx, { to, reason }, { t }) {
    await moveLevel(ctx, to, reason);
    return { key: 'said.level', vars: { number: ctx.conversation.id, level: t(`slack:level.${to}`) } };
  },
});
