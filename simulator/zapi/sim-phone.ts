/** A customer's phone: what they write, edit, delete, react to and read, and what it shows. */
import { presenceCallback } from './callback-bodies.js';
import { Chat } from './chat.js';
import { choiceContent } from './choices.js';
import { newPhoneMessageId } from './ids.js';
import type { EnvelopeFacts } from './message-bodies.js';
import { editBody, messageBody, reactionContent, revokeBody } from './message-bodies.js';
import { isSpecialChat, withoutNinthDigit } from './phone-number.js';
import { markPlayed, markRead } from './ticks.js';
import type { ChatMessage, CompanyMessage, CustomerMessage, JsonObject, PhoneDetails, SayOptions, SayResult, WebhookAnswer } from './types.js';
import { contentOf, kindOf, textOf } from './webhook-content.js';
import { ok } from './webhook-sender.js';
import type { World } from './world.js';

/** One customer of the company, with a phone in the hand. */
export class SimPhone {
  readonly number: string;
  name: string;
  lid: string;
  hidesNumber: boolean;
  exists: boolean;
  photo: string | null;
  readonly chat: Chat;
  readonly #world: World;

  /** Made by the contact book only. */
  constructor(world: World, number: string, details: PhoneDetails & { lid: string }) {
    this.#world = world;
    this.number = number;
    this.name = details.name ?? number;
    this.lid = details.lid;
    this.hidesNumber = details.hidesNumber ?? false;
    this.exists = details.exists ?? true;
    this.photo = details.photo ?? null;
    this.chat = new Chat((message) => world.events.emit({ type: 'message', number, message }));
  }

  /** What this phone shows from the company, in order of arrival. */
  get received(): CompanyMessage[] { return this.chat.received(); }

  /** Both directions in order, including what is still queued or failed. */
  get transcript(): ChatMessage[] { return this.chat.messages; }

  /** Changes details of a known phone. */
  update(details: PhoneDetails): void {
    if (details.name !== undefined) this.name = details.name;
    if (details.lid !== undefined) this.lid = details.lid;
    if (details.hidesNumber !== undefined) this.hidesNumber = details.hidesNumber;
    if (details.exists !== undefined) this.exists = details.exists;
    if (details.photo !== undefined) this.photo = details.photo;
  }

  /** How webhooks show this chat. */
  shownAs(via: SayOptions['via'] = this.hidesNumber ? 'lid' : 'phone'): string {
    if (isSpecialChat(this.number)) return this.number;
    if (via === 'lid') return this.lid;
    return via === 'nine-less' ? withoutNinthDigit(this.number) : this.number;
  }

  /** Envelope facts of a message in this chat. */
  facts(of: Pick<EnvelopeFacts, 'messageId' | 'fromMe' | 'fromApi' | 'status'>, via?: SayOptions['via']): EnvelopeFacts {
    const { instanceId, companyPhone, companyName } = this.#world.settings;
    return {
      ...of, instanceId, connectedPhone: companyPhone, phone: this.shownAs(via), chatLid: this.lid, chatName: this.name,
      senderName: of.fromMe ? companyName : this.name, momment: this.#world.clock.next(),
    };
  }

  #own(messageId: string, via?: SayOptions['via']): EnvelopeFacts {
    return this.facts({ messageId, fromMe: false, fromApi: false, status: 'RECEIVED' }, via);
  }

  /** The webhook body of a new message, without sending or showing it. */
  build(text: string, opts: SayOptions = {}): JsonObject {
    const extra = { ...opts.extra } as JsonObject;
    const content = text === '' && kindOf(extra) !== 'text' ? {} : { text: { message: text } };
    return { ...messageBody(this.#own(newPhoneMessageId(), opts.via), content, opts.quote), ...extra };
  }

  /** Writes a message; resolves with the product's answer to the webhook (status 0 while the company is disconnected). */
  async says(text: string, opts: SayOptions = {}): Promise<SayResult> {
    const body = this.build(text, opts);
    const message = this.chat.add<CustomerMessage>({
      from: 'customer', messageId: String(body.messageId), kind: kindOf(body), text: text || textOf(body), at: Date.now(),
      status: 'pending', httpStatus: 0, content: contentOf(body), ...(opts.quote === undefined ? {} : { quoted: opts.quote }),
    });
    const copies = Array.from({ length: Math.max(1, opts.duplicate ?? 1) }, (_unused, index) => (
      index === 0 ? body : { ...body, momment: Number(body.momment) + index * 1000 }
    ));
    const answers = await Promise.all(copies.map((copy) => this.#world.sender.send(copy, (answer) => {
      if (message.status !== 'read') this.chat.change(message, { status: ok(answer) ? 'accepted' : 'refused', httpStatus: answer.status });
    })));
    if (message.status === 'pending') this.chat.change(message, { status: 'held' });
    return this.#result(body, answers);
  }

  /** Edits one of their own messages; the result's messageId is the edit's own. */
  async edits(messageId: string, text: string): Promise<SayResult> {
    const body = editBody(this.#own(newPhoneMessageId()), messageId, { text: { message: text } });
    const message = this.chat.find(messageId);
    if (message) this.chat.change(message, { text, edited: true });
    return this.#result(body, [await this.#world.sender.send(body)]);
  }

  /** Deletes one of their own messages for everyone. */
  async deletes(messageId: string): Promise<SayResult> {
    const body = revokeBody(this.#own(messageId));
    const message = this.chat.find(messageId);
    if (message) this.chat.change(message, { deleted: true });
    return this.#result(body, [await this.#world.sender.send(body)]);
  }

  /** Reacts to a message of either side; an empty emoji takes it back. */
  async reactsTo(messageId: string, emoji: string): Promise<SayResult> {
    const target = this.chat.find(messageId);
    const own = this.#own(newPhoneMessageId());
    const body = messageBody(own, reactionContent({
      emoji, by: own.phone, target: { messageId, fromMe: target?.from !== 'customer', phone: own.phone },
    }));
    if (target) this.chat.react(target, 'customer', emoji);
    return this.#result(body, [await this.#world.sender.send(body)]);
  }

  /** Taps a button, list row or poll option of a message of the company. */
  async chooses(messageId: string, choiceId: string): Promise<SayResult> {
    const target = this.chat.find(messageId);
    const choice = target?.from === 'company' ? target.choices?.find(({ id }) => id === choiceId) : undefined;
    if (!target || !choice) throw new Error(`no choice ${choiceId} in message ${messageId}`);
    return this.says('', { quote: messageId, extra: choiceContent(target.kind, messageId, choice) });
  }

  /** Opens the chat: READ for everything of the company that arrived. */
  async reads(): Promise<void> { await markRead(this.#world, this); }

  /** Plays an audio of the company: PLAYED. */
  async plays(messageId: string): Promise<void> { await markPlayed(this.#world, this, messageId); }

  /** Typing, recording, … as a PresenceChatCallback. */
  async shows(status: 'COMPOSING' | 'RECORDING' | 'PAUSED' | 'AVAILABLE' | 'UNAVAILABLE'): Promise<WebhookAnswer> {
    return this.#world.sender.send(presenceCallback({ instanceId: this.#world.settings.instanceId, phone: this.shownAs(), status }));
  }

  #result(body: JsonObject, answers: WebhookAnswer[]): SayResult {
    const first = answers[0] ?? { status: 0, body: null };
    return { messageId: String(body.messageId), momment: Number(body.momment), status: first.status, body: first.body, answers };
  }
}
