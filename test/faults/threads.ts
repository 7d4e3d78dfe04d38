import { ATENDIMENTO } from '../support/world.js';
import type { Fleet } from './fleet.js';

/** The texts customers wrote, thread by thread, as the channel shows them; keyed by the name on the card. */
export function mirrored(fleet: Fleet): Map<string, string[]> {
  const threads = new Map<string, string[]>();
  for (const parent of fleet.slack.channel(ATENDIMENTO).messages.filter((message) => message.thread_ts === undefined || message.thread_ts === message.ts)) {
    const header = (parent.blocks?.[0] as { text?: { text?: string } } | undefined)?.text?.text ?? parent.text;
    const name = header.replace(/^#\d+ · /, '');
    const replies = fleet.slack.thread(ATENDIMENTO, parent.ts).slice(1).filter((message) => message.bot_id !== undefined);
    // Joined posts show one message a line; the messages of these tests have no line breaks.
    threads.set(name, [...(threads.get(name) ?? []), ...replies.flatMap((message) => message.text.split('\n'))]);
  }
  return threads;
}

/** A copy in another order. */
export function shuffled<T>(items: T[], random: () => number): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}

/** Repeatable randomness (mulberry32), so that a failing run can be run again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
