import type { EntityManager } from 'typeorm';
import type { Translate } from '../kit/i18n.js';
import type { Fact, FunnelStatus, Level, Priority, Role } from './facts.js';
import type { Outside } from './partners/outside.js';
import type { Settings } from './settings/settings.js';
import type { Calendar } from './working-hours/calendar.js';

/** Who acts. */
export type Actor =
  | { kind: 'agent'; id: number; name: string; role: Role; slackUserId: string | null }
  /** A system that calls our API; `id` null: the one that carries INTERNAL_API_TOKEN. */
  | { kind: 'client'; id: number | null; name: string }
  | { kind: 'customer' }
  | { kind: 'system' };

/** How the house calls itself, and in which language and time zone it tells people things. */
export interface HouseWords {
  brand: string;
  /** Business time. */
  zone: string;
  locale: string;
  t: Translate;
  /** Working hours and holidays. */
  calendar: () => Promise<Calendar>;
}

/** The row every command about a conversation locks. */
export interface Conversation {
  id: number;
  contact_id: number;
  open_contact_id: number | null;
  status: FunnelStatus;
  status_before_end: FunnelStatus | null;
  priority: Priority;
  level: Level;
  assignee_id: number | null;
  opened_at: Date;
  closed_at: Date | null;
  waiting_since: Date | null;
  last_message_at: Date | null;
  last_message_id: number | null;
  merged_into_id: number | null;
  loss_reason: string | null;
  patient_id: number | null;
}

/** Everything a command is given: it needs nothing else, and reaches nothing outside the database. */
export interface Ctx {
  tx: EntityManager;
  now: Date;
  actor: Actor;
  settings: Settings;
  /** Working hours and holidays, in the business zone. */
  calendar: Calendar;
  /** Who outside is told of what happens. */
  outside: Outside;
  /** For what the house itself writes to a customer. */
  house: HouseWords;
  /** The locked conversation. Throws when the command was started without one. */
  conversation: Conversation;
  /** Locks a conversation (or returns it when this command holds it already). Lock contacts before conversations. */
  lock(conversationId: number): Promise<Conversation>;
  /** Says that something happened: history, reactions and deliveries follow before the commit. */
  record(fact: Fact): void;
  /** Was something of this kind recorded in this command before? For reactions that depend on the ones before them. */
  happened(kind: Fact['kind']): boolean;
  /**
   * Runs a part of the command that may be refused: on `Refused` what it wrote and recorded is undone (savepoint) and the
   * refusal is thrown on, so that the rest of the command can go on with it. Locks stay.
   */
  attempt<T>(part: () => Promise<T>): Promise<T>;
  /** Makes this conversation the one of the rest of the command. */
  enter(conversation: Conversation): void;
}

/** What must leave the system, as a reference that is read again when it is sent. */
export interface DeliverySpec {
  lane: string;
  kind: string;
  conversationId?: number | null;
  messageId?: number | null;
  postId?: number | null;
  replyId?: number | null;
  payload?: Record<string, unknown>;
  /** While a delivery with this key waits, another one is not added. */
  liveKey?: string;
  /** See RANK in outbox/enqueue.ts; messages by default. */
  rank?: number;
  notBefore?: Date;
}

/** The one door to the domain (ledger/ledger.ts builds it). */
export interface Ledger {
  /**
   * Runs one command in one transaction: lock, command, history, reactions, deliveries, commit, wake the lanes.
   * @param where the conversation to lock first; none for commands that find theirs (a first message)
   * @returns what the command returns
   * @throws what the command throws; nothing is stored then
   */
  run<T>(actor: Actor, where: { conversation?: number }, command: (ctx: Ctx) => Promise<T>): Promise<T>;
}
