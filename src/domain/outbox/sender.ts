import type { EntityManager } from 'typeorm';
import type { Ctx } from '../ctx.js';
import type { Settings } from '../settings/settings.js';

/** One thing that must leave the system, as a sender is given it. */
export interface Delivery {
  id: number;
  lane: string;
  kind: string;
  conversation_id: number | null;
  message_id: number | null;
  post_id: number | null;
  reply_id: number | null;
  payload: string | null;
  status: 'pending' | 'sending';
  attempts: number;
  holder: string | null;
  started_at: Date | null;
  next_attempt_at: Date;
  created_at: Date;
}

/** What a sender is told beside the delivery. */
export interface SendContext {
  sql: Pick<EntityManager, 'query'>;
  now: Date;
  settings: Settings;
  /** An earlier attempt may have succeeded without being recorded: look before doing it again. */
  recovering: boolean;
  /** When that earlier attempt began. */
  startedAt: Date;
  /** Says that an attempt begins now, when a sender repeats the call after having looked in vain: what was unknown is settled. */
  begin: () => Promise<void>;
  /** Aborted when this process may no longer act for the lane. */
  signal: AbortSignal;
}

export type Outcome =
  | { done: 'sent'; result?: string; record?: (ctx: Ctx) => Promise<void> }
  /** What it was about has changed: nothing left, and that is right. */
  | { done: 'obsolete'; record?: (ctx: Ctx) => Promise<void> }
  /** A person decides; the lane goes on. */
  | { done: 'held'; record?: (ctx: Ctx) => Promise<void> };

/** Sends one delivery. @throws TryLater, Broken */
export interface Sender {
  (delivery: Delivery, context: SendContext): Promise<Outcome>;
  /** Asked before an attempt is marked as begun, which is what nothing can take back any more: ms to wait first, or 0. */
  waitMs?: (delivery: Delivery, context: Pick<SendContext, 'sql' | 'settings'>) => Promise<number>;
}
