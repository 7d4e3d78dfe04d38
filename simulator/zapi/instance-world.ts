/** Puts the parts of one simulated instance together. */
import { Activity } from './activity.js';
import { connectedCallback, disconnectedCallback } from './callback-bodies.js';
import { ContactBook } from './contact-book.js';
import { EventStream } from './event-stream.js';
import { FailureRules } from './failure-rules.js';
import { MommentClock } from './ids.js';
import { OutboundQueue } from './outbound-queue.js';
import { Settings } from './settings.js';
import type { CallRecord, ZapiSimOptions } from './types.js';
import { WebhookSender } from './webhook-sender.js';
import type { World } from './world.js';

/** The one implementation of World. */
export class InstanceWorld implements World {
  readonly settings: Settings;
  readonly activity = new Activity();
  readonly events = new EventStream();
  readonly clock = new MommentClock(() => this.settings.now());
  readonly rules = new FailureRules(() => this.events.emit({ type: 'gateway' }));
  readonly sender: WebhookSender;
  readonly contacts: ContactBook;
  readonly queue: OutboundQueue;
  readonly calls: CallRecord[] = [];
  connected = true;

  constructor(options: ZapiSimOptions) {
    this.settings = new Settings(options);
    this.sender = new WebhookSender(this.settings, this.activity);
    this.sender.urls.setAll(options.webhookUrl ?? '');
    this.contacts = new ContactBook(this);
    this.queue = new OutboundQueue(
      this.settings, this.activity, () => this.connected,
      (item, ms) => this.events.emit({ type: 'typing', number: item.phone.number, ms }),
    );
  }

  async disconnect(notice: boolean): Promise<void> {
    if (!this.connected) return;
    this.connected = false;
    this.sender.hold();
    this.events.emit({ type: 'gateway' });
    if (notice) await this.sender.sendNow(disconnectedCallback({ instanceId: this.settings.instanceId, now: this.settings.now() }));
  }

  async connect(): Promise<void> {
    if (this.connected) return;
    this.connected = true;
    this.events.emit({ type: 'gateway' });
    await this.sender.sendNow(connectedCallback({ instanceId: this.settings.instanceId, phone: this.settings.companyPhone, now: this.settings.now() }));
    const released = this.sender.release();
    this.queue.pump();
    await released;
  }
}
