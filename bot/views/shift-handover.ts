import type { KnownBlock, ModalView } from '@slack/web-api';
import type { Handover } from '../../src/domain/shifts/handovers.js';
import type { PendingRow, ShiftRow } from '../../src/domain/shifts/pending.js';
import { REASONS, type Why } from '../../src/domain/shifts/why.js';
import type { Accepted } from '../../src/domain/shifts/accept.js';
import type { Translate } from '../../src/kit/i18n.js';
import { choiceField, field, textField, VALUE, type Choice } from '../acts/values.js';
import { ACTIONS, FORMS } from '../surface.js';
import type { HomeLook } from './home/rows.js';
import { sectionsOf } from './lines.js';
import { actions, button, context, literalWords, plainWords, section, shorten } from './parts.js';
import { shiftLine } from './shift.js';

/** Options of a Slack menu. */
const MAX = 100;
/** "Whoever comes", among the people a shift can be handed to. */
export const ANYONE = 'anyone';

/** The list under the reason it is passed on for, worst first. */
function byReason(rows: (ShiftRow & { why: Why })[], look: HomeLook): KnownBlock[] {
  const lines = REASONS.flatMap((why) => {
    const those = rows.filter((row) => row.why === why);
    return those.length === 0 ? [] : [`*${look.t(`slack:handover.why.${why}`, { count: those.length })}*`, ...those.map((row) => shiftLine(row, look))];
  });
  return sectionsOf(lines);
}

/** The end of a shift: what is open, each conversation confirmed, a note, and to whom it goes. */
export function handoverForm(pending: PendingRow[], people: Choice[], look: HomeLook): ModalView {
  const { t } = look;
  const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(text, max), emoji: true });
  const shown = pending.slice(0, MAX);
  const options = shown.map((row) => ({ value: String(row.id), text: plain(`#${row.id} ${literalWords(row.name || t('slack:card.no_name'))}`, 75) }));
  return {
    type: 'modal',
    callback_id: FORMS.handover,
    title: plain(t('slack:handover.title'), 24),
    submit: plain(t('slack:handover.submit'), 24),
    close: plain(t('slack:form.cancel'), 24),
    blocks: [
      ...byReason(shown, look),
      ...(pending.length > MAX ? [context(t('slack:home.more', { count: pending.length - MAX }))] : []),
      field({ name: 'items', label: t('slack:handover.items'), hint: t('slack:handover.items_hint'), optional: true }, { type: 'multi_static_select', action_id: VALUE, options, initial_options: options }),
      textField({ name: 'note', label: t('slack:handover.note'), hint: t('slack:handover.note_hint'), optional: true, multiline: true, max: 1000 }),
      choiceField({ name: 'to', label: t('slack:handover.to'), initial: ANYONE, choices: [{ value: ANYONE, text: t('slack:handover.anyone') }, ...people] }),
    ],
  };
}

/** A hand-over wherever it is shown: whose, what, and the button, or who has it. `expired`: for the supervisors. */
export function handoverView(handover: Handover, rows: (ShiftRow & { why: Why })[], look: HomeLook): { text: string; blocks: KnownBlock[] } {
  const { t } = look;
  const vars = { from: plainWords(handover.from_name), to: plainWords(handover.to_name ?? ''), count: rows.length };
  const open = handover.state !== 'accepted';
  const key = handover.state === 'expired' ? 'expired' : open && handover.to_agent_id !== null ? 'offers_to' : 'offers';
  const text = t(`slack:handover.${key}`, vars);
  return {
    text,
    blocks: [
      section(text),
      ...(handover.note === '' ? [] : [section(`> ${plainWords(handover.note).replace(/\n/g, '\n> ')}`)]),
      ...(open ? byReason(rows, look) : []).slice(0, 40),
      open ? actions(button(t('slack:handover.accept'), ACTIONS.handoverAccept, String(handover.id), 'primary')) : context(t('slack:handover.accepted', vars)),
    ],
  };
}

/** What came along and what did not, for whoever accepted. */
export function acceptedWords({ taken, left }: Accepted, t: Translate): string {
  const numbers = taken.map((id) => `#${id}`).join(', ');
  return [
    t(taken.length === 0 ? 'slack:handover.took_none' : 'slack:handover.took', { numbers }),
    ...left.map(({ id, owner }) => t(owner === null ? 'slack:handover.left_ended' : 'slack:handover.left_owned', { number: id, owner: plainWords(owner ?? '') })),
  ].join('\n');
}
