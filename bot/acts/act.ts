import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView, View } from '@slack/web-api';
import type { Actor, Ctx } from '../../src/domain/ctx.js';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import type { Deed, HouseDeed } from '../../src/domain/people/permissions.js';
import type { MessageVars } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import type { Seen } from './subject.js';

export type Person = Extract<Actor, { kind: 'agent' }>;

/** What a person is told when it is done: a text of locales/, as `slack:${key}`. */
export interface Said {
  key: string;
  vars?: MessageVars;
  /** After a form: another one on top of it, instead of its end. */
  next?: ModalView;
}

/** Something to read, shown to the person only. */
export interface Shown {
  text: string;
  blocks: KnownBlock[];
}

/** What is in a form; title and button come from `slack:act.<act>.label` and `.submit`. */
export type FormBlocks = KnownBlock[];

export type FormValues = ViewOutput['state']['values'];

/** Who asks, and by which door: `source` is the same when the same submission or keyword comes twice. */
export interface Asked {
  person: Person;
  slackUserId: string;
  source: string;
}

/**
 * Something that changes a conversation. All doors (button, menu, command, shortcut, form, `!word`) end in `perform`, in
 * one ledger transaction with the conversation locked; the command behind it checks the permission again.
 */
export interface ChangeAct<Input = unknown> {
  is: 'change';
  deed: Deed;
  /** Can it be done in this state? Decides what the card's menu and the shortcut list. */
  offered(card: CardData): boolean;
  /** What a form must not overwrite when it changed since the form was opened. */
  guards?: readonly (keyof Seen)[];
  /**
   * Reads what stands behind the command or `!word`. `word` is the keyword used (`n2`); `conversationId` the conversation it is about.
   * @returns undefined when something is missing that the form asks for
   * @throws Refused naming what is allowed
   */
  read(words: string, parts: BotParts, word: string | undefined, conversationId: number): Promise<Input | undefined>;
  /** The form, from the present state; `words`: what was asked for when it is not enough. None: `read('')` is always enough. */
  form?(conversationId: number, parts: BotParts, person: Person, words: string): Promise<FormBlocks>;
  /** What was filled in. @throws Refused with `field` */
  submitted?(values: FormValues, parts: BotParts): Promise<Input> | Input;
  perform(ctx: Ctx, input: Input, parts: BotParts, asked: Asked): Promise<Said>;
  /** What stands below the choice of a conversation when the command came without anything. */
  aside?(parts: BotParts): Promise<KnownBlock[]>;
}

/** Something to read about a conversation. */
export interface ReadAct {
  is: 'read';
  deed: Deed;
  offered(card: CardData): boolean;
  show(conversationId: number, words: string, parts: BotParts, person: Person): Promise<Shown>;
}

/** Something about the whole house; `deed` null: everybody, strangers included. */
export interface HouseAct {
  is: 'house';
  deed: HouseDeed | null;
  /** @returns what to show, or a form to open, with what is shown `instead` where no form can be opened (a word in a thread) */
  show(words: string, parts: BotParts, person: Person | undefined): Promise<Shown | { view: View; instead?: Shown }>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- acts of different inputs stand in one table; each door hands an act its own input back.
export type Act = ChangeAct<any> | ReadAct | HouseAct;

/** Types an act's input from its own `read`. */
export const changeAct = <Input>(act: Omit<ChangeAct<Input>, 'is'>): ChangeAct<Input> => ({ is: 'change', ...act });
