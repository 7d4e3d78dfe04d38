/** Identifiers in the shapes that Z-API and WhatsApp use. */
import { createHash, randomBytes } from 'node:crypto';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase();

/** Z-API's queue id: a UUIDv7 without dashes, 32 upper-case hex digits. */
export function newZaapId(now = Date.now()): string {
  return now.toString(16).toUpperCase().padStart(12, '0') + '7' + hex(2).slice(1) + hex(8);
}

/** A WhatsApp message id as for API sends: 20 upper-case hex digits with WhatsApp Web's prefix. */
export function newApiMessageId(): string {
  return '3EB0' + hex(8);
}

/** A WhatsApp message id as for messages written on a phone: 20 upper-case hex digits, prefix 3A. */
export function newPhoneMessageId(): string {
  return '3A' + hex(9);
}

/** The LID of a number, always the same for the same number: 15 digits and `@lid`. */
export function lidOf(numberKey: string): string {
  const value = createHash('sha256').update(numberKey).digest().readBigUInt64BE(0) % 900_000_000_000_000n;
  return `${100_000_000_000_000n + value}@lid`;
}

/**
 * Event times as WhatsApp gives them: whole seconds in milliseconds, plus a small count that keeps
 * events of one second apart.
 */
export class MommentClock {
  #last = 0;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The next event time, epoch milliseconds, strictly growing. */
  next(): number {
    const second = Math.floor(this.#now() / 1000) * 1000;
    this.#last = second > this.#last ? second : this.#last + 1;
    return this.#last;
  }
}
