/** What the rules need of a calendar (working-hours/calendar.ts). */
export interface CountsBusinessTime {
  /** The instant at which `minutes` business minutes have passed since `from`; undefined when it never opens again. */
  addBusinessMinutes(from: Date, minutes: number): Date | undefined;
  /** Business minutes of [from, to], fractions included. */
  businessMinutesBetween(from: Date, to: Date): number;
}

/** When a conversation waited for the customer; `to` null while it does. Sorted, without overlaps. */
export interface Pause {
  from: Date;
  to: Date | null;
}

/** The stretches of [start, end] that no pause covers; the last one is open when `end` is null and no pause is. */
export function countedStretches(start: Date, end: Date | null, pauses: readonly Pause[]): Pause[] {
  const stretches: Pause[] = [];
  let from = start;
  for (const pause of pauses) {
    if (end !== null && pause.from >= end) break;
    if (pause.to !== null && pause.to <= from) continue;
    if (pause.from > from) stretches.push({ from, to: pause.from });
    if (pause.to === null) return stretches;
    from = pause.to;
  }
  if (end === null || from < end) stretches.push({ from, to: end });
  return stretches;
}

/** Business minutes a clock counted from its start until `at`. */
export function minutesSpent(calendar: CountsBusinessTime, start: Date, at: Date, pauses: readonly Pause[]): number {
  return countedStretches(start, at, pauses).reduce((sum, { from, to }) => sum + calendar.businessMinutesBetween(from, to ?? at), 0);
}

/**
 * The instant at which the clock has counted `minutes`; null when it stands in a pause before that (it is planned again
 * when the pause ends) or the calendar never opens again.
 */
export function instantAfter(calendar: CountsBusinessTime, start: Date, minutes: number, pauses: readonly Pause[]): Date | null {
  let left = minutes;
  for (const { from, to } of countedStretches(start, null, pauses)) {
    if (to === null) return calendar.addBusinessMinutes(from, left) ?? null;
    const counted = calendar.businessMinutesBetween(from, to);
    if (counted >= left) return calendar.addBusinessMinutes(from, left) ?? null;
    left -= counted;
  }
  return null;
}
