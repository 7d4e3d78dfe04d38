import { randomBytes } from 'node:crypto';
import { withIds } from './block-check.js';
import { stateOf } from './element-values.js';
import { APP, TEAM } from './identity.js';
import type { Block, JsonObject, SimView, StateValues } from './model.js';
import type { Store } from './store.js';
import { slackId } from './timestamps.js';

/** Deepest stack of modals Slack allows. */
export const STACK_DEPTH = 3;

/** Each person's open modals (last = on top) and home tab. */
export class ViewStacks {
  private readonly stacks = new Map<string, SimView[]>();
  private readonly homes = new Map<string, SimView>();

  constructor(private readonly store: Store) {}

  current(user: string): SimView | undefined {
    return this.stacks.get(user)?.at(-1);
  }

  depth(user: string): number {
    return this.stacks.get(user)?.length ?? 0;
  }

  home(user: string): SimView | undefined {
    return this.homes.get(user);
  }

  /** The first modal of a stack; whatever was open is gone. */
  open(user: string, given: JsonObject): SimView {
    const view = this.build(given);
    this.stacks.set(user, [view]);
    this.announce(user);
    return view;
  }

  push(user: string, given: JsonObject): SimView {
    const stack = this.stacks.get(user) ?? [];
    const below = stack.at(-1);
    const view = this.build(given, below && { root_view_id: below.root_view_id, previous_view_id: below.id });
    this.stacks.set(user, [...stack, view]);
    this.announce(user);
    return view;
  }

  /** Replaces a view's content; what was typed into blocks that stay is kept. */
  update(user: string, old: SimView, given: JsonObject): SimView {
    const view = this.build(given, { id: old.id, root_view_id: old.root_view_id, previous_view_id: old.previous_view_id }, old);
    const stack = this.stacks.get(user) ?? [];
    const at = stack.findIndex((candidate) => candidate.id === old.id);
    if (at >= 0) stack[at] = view;
    if (this.homes.get(user)?.id === old.id) this.homes.set(user, view);
    this.announce(user);
    return view;
  }

  publish(user: string, given: JsonObject): SimView {
    const old = this.homes.get(user);
    const view = this.build(given, old && { id: old.id, root_view_id: old.id, previous_view_id: null }, old);
    this.homes.set(user, view);
    this.store.announce({ kind: 'home', user, view });
    return view;
  }

  /** Takes one modal away, or all of a person's. */
  close(user: string, viewId: string | 'all'): void {
    const stack = this.stacks.get(user) ?? [];
    this.stacks.set(user, viewId === 'all' ? [] : stack.filter((view) => view.id !== viewId));
    this.announce(user);
  }

  /** Keeps what a person has put into a view so far. */
  remember(view: SimView, values: StateValues): void {
    view.state = { values };
  }

  /** Finds an open view or home by id or external_id, and whose it is. */
  find(by: { view_id?: unknown; external_id?: unknown }): { user: string; view: SimView } | undefined {
    const all = [...[...this.stacks].flatMap(([user, stack]) => stack.map((view) => ({ user, view }))), ...[...this.homes].map(([user, view]) => ({ user, view }))];
    return all.find(({ view }) => (by.view_id ? view.id === by.view_id : Boolean(by.external_id) && view.external_id === by.external_id));
  }

  private build(given: JsonObject, ids: Partial<Pick<SimView, 'id' | 'root_view_id' | 'previous_view_id'>> = {}, old?: SimView): SimView {
    const id = ids.id ?? slackId('V', 10);
    const blocks = withIds(given.blocks as Block[]);
    return {
      ...structuredClone(given), id, team_id: TEAM.id, app_id: APP.id, app_installed_team_id: TEAM.id, bot_id: APP.botId,
      type: String(given.type), blocks, callback_id: String(given.callback_id ?? ''), private_metadata: String(given.private_metadata ?? ''),
      external_id: String(given.external_id ?? ''), title: given.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
      submit: given.submit ?? null, close: given.close ?? null, clear_on_close: given.clear_on_close ?? false, notify_on_close: given.notify_on_close ?? false,
      hash: `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`,
      root_view_id: ids.root_view_id ?? id, previous_view_id: ids.previous_view_id ?? null, state: { values: stateOf(blocks, old?.state.values) },
    };
  }

  private announce(user: string): void {
    this.store.announce({ kind: 'view', user, view: this.current(user) ?? null, depth: this.depth(user) });
  }
}
