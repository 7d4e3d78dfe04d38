import { DateTime } from 'luxon';
import { FOLLOW_UP_NOTE_MAX, planFollowUp } from '../../src/domain/follow-up/plan.js';
import { readWhen } from '../../src/domain/follow-up/read-when.js';
import { findAgent } from '../../src/domain/people/agents.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { clockTime, plainWords } from '../views/parts.js';
import { changeAct, type Person } from './act.js';
import { teamField } from './team-field.js';
import { typedIn } from './typed-in.js';
import { choiceOf, momentField, momentOf, textField, textOf } from './values.js';

interface Input {
  dueAt: Date;
  note: string;
  /** Undefined: whoever plans it. */
  agentId?: number;
}

/** "Lembrar": `!lembrar amanhã 10h ligar para a filha`. */
export const followUp = changeAct<Input>({
  deed: 'plan a follow-up',
  offered: (card) => card.closed_at === null,
  async read(words, parts) {
    if (words === '') return undefined;
    const when = readWhen(await typedIn(words, parts), parts.clock.now(), parts.zone);
    if (!when) throw new Refused('slack:refused.when', { usage: parts.t('slack:act.follow_up.usage') });
    return { dueAt: when.at, note: when.rest };
  },
  async form(_conversationId: number, parts: BotParts, person: Person) {
    const { t, clock, zone } = parts;
    const tomorrow = DateTime.fromJSDate(clock.now(), { zone }).plus({ days: 1 }).set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
    return [
      momentField({ name: 'when', label: t('slack:field.when'), initial: tomorrow.toJSDate() }),
      textField({ name: 'note', label: t('slack:field.what_for'), optional: true, max: FOLLOW_UP_NOTE_MAX }),
      await teamField({ name: 'agent', label: t('slack:field.whom') }, parts, person.id),
    ];
  },
  submitted(values) {
    return { dueAt: momentOf(values, 'when'), note: textOf(values, 'note'), agentId: Number(choiceOf(values, 'agent')) };
  },
  async perform(ctx, { dueAt, note, agentId }, { zone, locale }, { person }) {
    await planFollowUp(ctx, { dueAt, note, agentId: agentId ?? person.id });
    const who = await findAgent(ctx.tx, agentId ?? person.id);
    return { key: 'said.follow_up', vars: { number: ctx.conversation.id, time: clockTime(dueAt, ctx.now, zone, locale), who: plainWords(who?.name ?? '') } };
  },
});
