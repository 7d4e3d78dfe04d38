const MINUTE_MS = 60_000;

/** Why a conversation is passed on at the end of a shift, worst first. */
export const REASONS = ['at_risk', 'waiting', 'promised'] as const;
export type Why = (typeof REASONS)[number];

/** A customer who waits this long is at risk, minutes. */
export const RISK_MINUTES = 10;
/** A follow-up due within this time falls into the next shift, ms; a later one is not the next person's. */
export const PROMISE_MS = 24 * 3_600_000;

/** What the next person must know of a conversation; undefined: nothing is open that cannot stay. */
export function whyPassedOn({ waitingSince, followUpAt }: { waitingSince: Date | null; followUpAt: Date | null }, now: Date): Why | undefined {
  if (waitingSince !== null) return now.getTime() - waitingSince.getTime() >= RISK_MINUTES * MINUTE_MS ? 'at_risk' : 'waiting';
  return followUpAt !== null && followUpAt.getTime() - now.getTime() <= PROMISE_MS ? 'promised' : undefined;
}
