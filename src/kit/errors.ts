/** Values put into a message of the locale files. */
export type MessageVars = Record<string, string | number>;

/**
 * The person asked for something that cannot be done and can mend it. `messageKey` names a text in locales/
 * that says what is wrong and what to do; doors show it, nothing is stored. `field`: the form's field it is about.
 */
export class Refused extends Error {
  constructor(readonly messageKey: string, readonly vars: MessageVars = {}, readonly field?: string) {
    super(messageKey);
    this.name = 'Refused';
  }
}

/** How much is known of an outside call that did not succeed. */
export type CallOutcome =
  /** It certainly had no effect: trying again is safe. */
  | 'not_done'
  /** The answer was lost: it may have been done. Look before trying again. */
  | 'unknown';

/** Something outside is not ready. Try again after `afterMs`; `counts` tells whether this uses up an attempt. */
export class TryLater extends Error {
  readonly outcome: CallOutcome;
  readonly afterMs: number | undefined;
  readonly counts: boolean;

  constructor(message: string, options: { afterMs?: number; outcome?: CallOutcome; counts?: boolean } = {}) {
    super(message);
    this.name = 'TryLater';
    this.afterMs = options.afterMs;
    this.outcome = options.outcome ?? 'not_done';
    this.counts = options.counts ?? true;
  }
}

/** The other side refuses for good, or we are wrong: no retry can help. Reported and kept as a dead letter. */
export class Broken extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Broken';
  }
}

/** A short, loggable text for anything that was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
