import { randomBytes } from 'node:crypto';

/** Gives message timestamps: real time in microseconds, unique and increasing within a workspace. */
export class Timestamps {
  private last = 0;

  /** The next timestamp, in the form "1790000000.000100". */
  next(): string {
    const now = Math.floor((performance.timeOrigin + performance.now()) * 1000);
    this.last = Math.max(now, this.last + 1);
    return `${Math.floor(this.last / 1_000_000)}.${String(this.last % 1_000_000).padStart(6, '0')}`;
  }
}

/** Whole seconds as Slack writes edit times: "1790000000.000000". */
export function editStamp(): string {
  return `${Math.floor(Date.now() / 1000)}.000000`;
}

/** A random id in Slack's alphabet with the given prefix, e.g. `Ev` or `V`. */
export function slackId(prefix: string, length = 9): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return prefix + [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
