import { createHash } from 'node:crypto';
import type { DeliverySpec } from '../ctx.js';
import type { Priority } from '../facts.js';
import { lane } from './lanes.js';
import { summons } from './specs.js';

/** Something the house suggests in the thread, with a button: a person decides. What is said is read when it is sent. */
export type Suggestion = { is: 'priority'; to: Priority } | { is: 'region' } | { is: 'red_flag'; phrases: string[] };

/** A suggestion; the same one is not made twice while it waits to be shown. */
export const suggestion = (conversationId: number, payload: Suggestion): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.suggestion', conversationId, payload: { ...payload }, liveKey: `suggest:${conversationId}:${hashOf(JSON.stringify(payload))}`,
});

/** The triage's answers as a line of the thread; `why`: complete (and so it `moves` to the proposal), or somebody asked. */
export const triageSummary = (conversationId: number, why: 'moves' | 'complete' | 'asked'): DeliverySpec => ({
  lane: lane.thread(conversationId), kind: 'slack.triage_summary', conversationId, payload: { why },
});

/** Words of alarm: urgent is suggested in the thread, and the supervisors are called at once. Several messages of one batch that say the same alarm once. */
export const redFlagAlarm = (conversationId: number, phrases: string[]): DeliverySpec[] => [
  suggestion(conversationId, { is: 'red_flag', phrases }),
  { ...summons('supervisao', conversationId, 'summons.red_flag', { number: conversationId, phrases: phrases.join(', ') }, ['take', 'priority']), liveKey: `red-flag:${conversationId}:${hashOf(phrases.join())}` },
];

const hashOf = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 16);
