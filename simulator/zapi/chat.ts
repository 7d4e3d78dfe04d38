/** The messages of one chat, both directions, in the order they happened. */
import type { ChatMessage, CompanyMessage } from './types.js';

const NOT_ON_PHONE = new Set(['queued', 'failed', 'removed']);

/** A transcript that tells its owner about every change. */
export class Chat {
  readonly messages: ChatMessage[] = [];
  readonly #changed: (message: ChatMessage) => void;

  constructor(changed: (message: ChatMessage) => void) {
    this.#changed = changed;
  }

  add<T extends ChatMessage>(message: T): T {
    this.messages.push(message);
    this.#changed(message);
    return message;
  }

  find(messageId: string): ChatMessage | undefined {
    return this.messages.findLast((message) => message.messageId === messageId);
  }

  /** Changes a message and tells about it. */
  change<T extends ChatMessage>(message: T, changes: Partial<T>): void {
    Object.assign(message, changes);
    this.#changed(message);
  }

  /** A message moves to the end: it arrives now, whatever order it was queued in. */
  arrive(message: CompanyMessage): void {
    const index = this.messages.indexOf(message);
    if (index >= 0) this.messages.splice(index, 1);
    this.messages.push(message);
    this.change(message, { status: 'sent', at: Date.now() });
  }

  /** Sets or (empty emoji) takes back one side's reaction. */
  react(message: ChatMessage, side: 'customer' | 'company', emoji: string): void {
    const reactions = { ...message.reactions };
    if (emoji) reactions[side] = emoji;
    else delete reactions[side];
    this.change(message, { reactions });
  }

  /** What the customer's phone shows from the company. */
  received(): CompanyMessage[] {
    return this.messages.filter((message): message is CompanyMessage => message.from === 'company' && !NOT_ON_PHONE.has(message.status));
  }
}
