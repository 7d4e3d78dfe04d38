import { DateTime } from 'luxon';
import { findAgent } from '../src/domain/people/agents.js';
import { teamMembers } from '../src/domain/people/team.js';
import { followUpsUntil } from '../src/domain/reports/desk.js';
import { offersFor } from '../src/domain/shifts/handovers.js';
import { leftByOthers, pendingOf } from '../src/domain/shifts/pending.js';
import { runningShift } from '../src/domain/shifts/shifts.js';
import type { Person, Shown } from './acts/act.js';
import { listLook } from './list-look.js';
import type { BotParts } from './parts.js';
import { shiftView } from './views/shift.js';
import { handoverForm } from './views/shift-handover.js';

/** More is left than one person can take on at a glance. */
const LEFT_ROWS = 40;
const FOLLOW_UP_ROWS = 40;

/** One's shift as it is now; `said` stands on top. */
export async function shiftDesk(person: Person, parts: BotParts, said?: string): Promise<Shown> {
  const sql = parts.source.manager;
  const now = parts.clock.now();
  const tomorrow = DateTime.fromJSDate(now, { zone: parts.zone }).startOf('day').plus({ days: 1 }).toJSDate();
  const [running, agent, pending, left, followUps, offered] = await Promise.all([
    runningShift(sql, person.id), findAgent(sql, person.id), pendingOf(sql, person.id, now), leftByOthers(sql, person.id, LEFT_ROWS),
    followUpsUntil(sql, person.id, tomorrow, FOLLOW_UP_ROWS), offersFor(sql, person.id),
  ]);
  const hours = agent?.shift_starts && agent.shift_ends ? { starts: agent.shift_starts, ends: agent.shift_ends } : undefined;
  return shiftView({ running, hours, pending, left, followUps, offered }, await listLook(parts, now), said);
}

/** The form that ends a shift, or undefined when nothing is open: then the shift just ends. */
export async function shiftHandoverForm(person: Person, parts: BotParts) {
  const now = parts.clock.now();
  const pending = await pendingOf(parts.source.manager, person.id, now);
  if (pending.length === 0) return undefined;
  const people = (await teamMembers(parts.source.manager)).filter((one) => one.id !== person.id);
  return handoverForm(pending, people.map((one) => ({ value: String(one.id), text: one.name })), await listLook(parts, now));
}
