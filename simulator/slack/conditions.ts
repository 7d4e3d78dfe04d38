import type { SimContext } from './context.js';
import { Courier } from './courier.js';
import type { FailureRule } from './failure-rules.js';
import { FailureRules } from './failure-rules.js';
import { APP, TEAM } from './identity.js';
import { MessageEvents } from './message-events.js';
import type { Ack, ApiCall, CommandOffer, JsonObject, ShortcutOffer, SimChannel } from './model.js';
import type { RateLimit } from './rate-limit.js';
import { ChannelLimiter } from './rate-limit.js';
import { ResponseUrls } from './response-urls.js';
import { directChannel, seedWorkspace } from './seed.js';
import type { SlackSimOptions } from './settings.js';
import { settingsFrom } from './settings.js';
import { SocketMode } from './socket-mode.js';
import { Store } from './store.js';
import { Triggers } from './triggers.js';
import { ViewStacks } from './view-stacks.js';
import { withoutFields } from './without-fields.js';

/** The workspace's set-up: its people and channels, the conditions it is under, and the failures asked of it. */
export class Conditions {
  /** Every Web API call seen, the newest 20,000. */
  readonly calls: ApiCall[] = [];
  protected readonly sim: SimContext;

  protected constructor(options: SlackSimOptions) {
    const store = new Store();
    const settings = settingsFrom(options);
    const socket = new SocketMode();
    this.sim = {
      settings, store, socket, courier: new Courier(settings, socket, store), events: new MessageEvents(store), failures: new FailureRules(),
      limiter: new ChannelLimiter(), triggers: new Triggers(), views: new ViewStacks(store), responses: new ResponseUrls(), calls: this.calls,
    };
    seedWorkspace(store);
  }

  /** Where the router is reached, without a slash at the end; response_url, files and sockets are told below it. */
  get baseUrl(): string { return this.sim.settings.baseUrl; }
  set baseUrl(url: string) { this.sim.settings.baseUrl = url.replace(/\/$/, ''); }

  /** The address for `slackApiUrl`. */
  get apiUrl(): string { return `${this.baseUrl}/api/`; }

  get eventsUrl(): string { return this.sim.settings.eventsUrl; }
  set eventsUrl(url: string) { this.sim.settings.eventsUrl = url; }

  get latencyMs(): number { return this.sim.settings.latencyMs; }
  set latencyMs(milliseconds: number) { this.sim.settings.latencyMs = milliseconds; }

  get rateLimit(): RateLimit | null { return this.sim.settings.rateLimit; }
  set rateLimit(limit: RateLimit | null) { this.sim.settings.rateLimit = limit; }

  /** How many websockets of Socket Mode are connected. */
  get sockets(): number { return this.sim.socket.connections; }

  /** Changes settings while running; unknown names are ignored. */
  configure(given: JsonObject): void {
    const { settings, store } = this.sim;
    if (typeof given.eventsUrl === 'string') settings.eventsUrl = given.eventsUrl;
    if (typeof given.latencyMs === 'number') settings.latencyMs = given.latencyMs;
    if (typeof given.ackTimeoutMs === 'number') settings.ackTimeoutMs = given.ackTimeoutMs;
    if (Array.isArray(given.retryDelaysMs)) settings.retryDelaysMs = given.retryDelaysMs.map(Number);
    if (given.rateLimit !== undefined) settings.rateLimit = given.rateLimit as RateLimit | null;
    if (Array.isArray(given.commands)) settings.commands = given.commands as CommandOffer[];
    if (Array.isArray(given.shortcuts)) settings.shortcuts = given.shortcuts as ShortcutOffer[];
    store.announce({ kind: 'config' });
  }

  addUser(user: { id: string; name: string; realName: string; isBot?: boolean; isGuest?: boolean }): void {
    this.sim.store.putUser({ ...user, isBot: user.isBot ?? false, isGuest: user.isGuest ?? false });
    if (user.isBot) return;
    for (const channel of this.sim.store.channels.values()) {
      if (!channel.isIm && !channel.isPrivate) this.changeChannel(channel.id, { members: [...channel.members, user.id] });
    }
  }

  /** Adds a channel; without `members`, everybody and the bot are in it. */
  addChannel(channel: { id: string; name: string; isPrivate?: boolean; members?: string[] }): void {
    const everybody = [...this.sim.store.users.values()].filter((user) => user.id === APP.botUser || !user.isBot).map((user) => user.id);
    this.sim.store.putChannel({
      id: channel.id, name: channel.name, isPrivate: channel.isPrivate ?? false, isIm: false, isArchived: false,
      created: Math.floor(Date.now() / 1000), members: channel.members ?? everybody,
    });
  }

  /** Makes Web API calls fail; returns the function that takes the rule away. Method 'response_url' stands for answers to response_url. */
  fail(rule: FailureRule): () => void {
    return this.sim.failures.add(rule);
  }

  clearFailures(): void {
    this.sim.failures.clear();
  }

  archive(channel: string): Promise<Ack> {
    this.changeChannel(channel, { isArchived: true });
    return this.sim.courier.event({ type: 'channel_archive', channel, user: 'U0SOFIA0001', event_ts: this.sim.store.timestamps.next() });
  }

  unarchive(channel: string): Promise<Ack> {
    this.changeChannel(channel, { isArchived: false });
    return this.sim.courier.event({ type: 'channel_unarchive', channel, user: 'U0SOFIA0001', event_ts: this.sim.store.timestamps.next() });
  }

  /** From now on the bot token is refused with token_revoked; events still come, as after a token was rotated. */
  revokeToken(): void {
    this.sim.settings.tokenRevoked = true;
  }

  restoreToken(): void {
    this.sim.settings.tokenRevoked = false;
  }

  kickBot(channel: string): void {
    const known = this.knownChannel(channel);
    this.changeChannel(channel, { members: known.members.filter((member) => member !== APP.botUser) });
  }

  inviteBot(channel: string): void {
    const known = this.knownChannel(channel);
    this.changeChannel(channel, { members: [...new Set([...known.members, APP.botUser])] });
  }

  /** While on, events are neither sent nor kept for later; history keeps the messages. Interactions still work. */
  silence(on: boolean): void {
    this.sim.settings.silent = on;
  }

  /** Asks every Socket Mode connection to reconnect and closes it. */
  dropSockets(): void {
    this.sim.socket.disconnectAll();
  }

  /** Everything as JSON: settings without secrets, people, channels, messages, ephemerals, open views and homes. */
  exportState(): JsonObject {
    const { settings, store, views } = this.sim;
    const shown = withoutFields(settings, 'signingSecret', 'botToken', 'appToken');
    const users = [...store.users.values()];
    const perUser = (read: (id: string) => unknown): JsonObject => Object.fromEntries(users.map((user) => [user.id, read(user.id) ?? null]));
    return structuredClone({
      team: TEAM, app: APP, settings: shown, users, sockets: this.sockets,
      channels: [...store.channels.values()].map((channel) => ({ ...channel, messages: store.messagesOf(channel.id) })),
      ephemerals: store.ephemerals,
      views: perUser((id) => views.current(id)), depths: perUser((id) => views.depth(id)), homes: perUser((id) => views.home(id)),
    });
  }

  protected announceHome(user: string): Promise<Ack> {
    const view = this.sim.views.home(user);
    return this.sim.courier.event({
      type: 'app_home_opened', user, channel: directChannel(this.sim.store, user), tab: 'home',
      event_ts: this.sim.store.timestamps.next(), ...(view ? { view } : {}),
    });
  }

  private knownChannel(id: string): SimChannel {
    const channel = this.sim.store.channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  }

  private changeChannel(id: string, change: Partial<SimChannel>): void {
    this.sim.store.putChannel({ ...this.knownChannel(id), ...change });
  }
}
