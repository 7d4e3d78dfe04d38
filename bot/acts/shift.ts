import type { ModalView } from '@slack/web-api';
import { permitInHouse } from '../../src/domain/people/permissions.js';
import { endShift, startShift } from '../../src/domain/shifts/shifts.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { shiftDesk, shiftHandoverForm } from '../shift-desk.js';
import type { Person, Shown } from './act.js';
import { bareWord } from './codes.js';

const SHIFT_WORDS = ['turno', 'plantao', 'shift'];
const START_WORDS = ['inicio', 'iniciar', 'comecar', 'entrar', 'start', 'begin', 'in'];
const END_WORDS = ['fim', 'encerrar', 'terminar', 'sair', 'end', 'stop', 'out'];

/** Begins the shift and shows what it begins with. */
export async function beginShift(person: Person, parts: BotParts): Promise<Shown> {
  const isNew = await parts.ledger.run(person, {}, startShift);
  return shiftDesk(person, parts, parts.t(isNew ? 'slack:shift.started' : 'slack:shift.already'));
}

/** Ends the shift when nothing is open; else the form of the hand-over, which ends it when it is sent. */
export async function finishShift(person: Person, parts: BotParts): Promise<Shown | { view: ModalView }> {
  permitInHouse(person, 'keep a shift');
  const view = await shiftHandoverForm(person, parts);
  if (view) return { view };
  const ended = await parts.ledger.run(person, {}, endShift);
  return shiftDesk(person, parts, parts.t(ended ? 'slack:shift.ended' : 'slack:shift.none'));
}

/**
 * `/atendimento turno`, `turno início`, `turno fim`.
 * @returns undefined when the words are about something else
 * @throws Refused `slack:refused.stranger`, `slack:refused.usage`
 */
export async function shiftWords(words: string, person: Person | undefined, parts: BotParts): Promise<Shown | { view: ModalView; instead: Shown } | undefined> {
  const [first = '', second, ...rest] = words.trim().split(/\s+/).map(bareWord);
  if (!SHIFT_WORDS.includes(first)) return undefined;
  if (!person) throw new Refused('slack:refused.stranger');
  permitInHouse(person, 'keep a shift');
  if (second === undefined) return shiftDesk(person, parts);
  if (rest.length === 0 && START_WORDS.includes(second)) return beginShift(person, parts);
  if (rest.length > 0 || !END_WORDS.includes(second)) throw new Refused('slack:refused.usage', { usage: parts.t('slack:shift.usage') });
  const ended = await finishShift(person, parts);
  return 'view' in ended ? { ...ended, instead: await shiftDesk(person, parts) } : ended;
}
