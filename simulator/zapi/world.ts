/** The parts of one simulated instance, as its rooms see each other. */
import type { Activity } from './activity.js';
import type { ContactBook } from './contact-book.js';
import type { EventStream } from './event-stream.js';
import type { FailureRules } from './failure-rules.js';
import type { MommentClock } from './ids.js';
import type { OutboundQueue } from './outbound-queue.js';
import type { Settings } from './settings.js';
import type { CallRecord } from './types.js';
import type { WebhookSender } from './webhook-sender.js';

/** Everything one instance consists of; put together in gateway.ts. */
export interface World {
  readonly settings: Settings;
  readonly activity: Activity;
  readonly sender: WebhookSender;
  readonly events: EventStream;
  readonly clock: MommentClock;
  readonly rules: FailureRules;
  readonly contacts: ContactBook;
  readonly queue: OutboundQueue;
  readonly calls: CallRecord[];
  connected: boolean;
  /** With `notice` the product gets the Connected/DisconnectedCallback; by API call it does not. */
  disconnect(notice: boolean): Promise<void>;
  connect(): Promise<void>;
}
