import { setTimeout as pause } from 'node:timers/promises';
import { APP, TEAM } from './identity.js';
import type { Ack, JsonObject } from './model.js';
import type { Settings } from './settings.js';
import { SignedPoster } from './signed-post.js';
import type { SocketMode } from './socket-mode.js';
import type { Store } from './store.js';
import { slackId } from './timestamps.js';

type Kind = 'events_api' | 'interactive' | 'slash_commands';
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Brings events and interactions to the product: over Socket Mode when it is connected, else by signed HTTP posts. */
export class Courier {
  private readonly poster = new SignedPoster();
  private readonly again = new Set<Promise<unknown>>();
  private readonly closing = new AbortController();

  constructor(private readonly settings: Settings, private readonly socket: SocketMode, private readonly store: Store) {}

  /**
   * Delivers an event and returns how the first attempt was answered; further attempts go on in the background.
   * Nothing is sent while silenced, nor from channels the bot is not in.
   */
  async event(event: JsonObject): Promise<Ack> {
    const skipped = this.whyNotSent(event);
    if (skipped) return { status: 0, body: null, error: skipped };
    const body: JsonObject = {
      token: 'simulator-verification-token', team_id: TEAM.id, context_team_id: TEAM.id, context_enterprise_id: null, api_app_id: APP.id,
      event: structuredClone(event), type: 'event_callback', event_id: slackId('Ev', 10), event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ enterprise_id: null, team_id: TEAM.id, user_id: APP.botUser, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false, event_context: slackId('4-', 40),
    };
    return this.attempt(body, 0, '');
  }

  /** Delivers an interaction or slash command, once. */
  async interaction(kind: 'interactive' | 'slash_commands', payload: JsonObject): Promise<Ack> {
    return this.send(kind, payload, { attempt: 0, reason: '' });
  }

  /** Resolves when no event waits for another attempt. With Slack's own pauses that takes minutes. */
  async settled(): Promise<void> {
    while (this.again.size > 0) await Promise.all(this.again);
  }

  close(): void {
    this.closing.abort();
    this.poster.close();
  }

  private whyNotSent(event: JsonObject): string | undefined {
    if (this.settings.silent) return 'silenced';
    const item = event.item as JsonObject | undefined;
    const channel = this.store.channels.get(String(item?.channel ?? event.channel ?? ''));
    return channel && !channel.members.includes(APP.botUser) ? 'bot_not_in_channel' : undefined;
  }

  private async attempt(body: JsonObject, number: number, reason: string): Promise<Ack> {
    if (this.settings.silent || this.closing.signal.aborted) return { status: 0, body: null, error: 'silenced' };
    const ack = await this.send('events_api', body, { attempt: number, reason });
    const { retryDelaysMs } = this.settings;
    if (ack.error && ack.error !== 'no_events_url' && !ack.noRetry && number < retryDelaysMs.length && !this.closing.signal.aborted) {
      const next = pause(retryDelaysMs[number], undefined, { ref: false, signal: this.closing.signal })
        .then(() => this.attempt(body, number + 1, ack.error ?? 'unknown_error'), () => undefined);
      this.again.add(next);
      void next.then(() => this.again.delete(next));
    }
    return { status: ack.status, body: ack.body, ...(ack.error ? { error: ack.error } : {}) };
  }

  private async send(kind: Kind, payload: JsonObject, retry: { attempt: number; reason: string }): Promise<Ack & { noRetry?: boolean }> {
    const { eventsUrl, signingSecret, ackTimeoutMs } = this.settings;
    if (this.socket.connections > 0) return this.socket.send(kind, payload, retry, ackTimeoutMs);
    if (!eventsUrl) return { status: 0, body: null, error: 'no_events_url' };
    const headers: Record<string, string> = retry.attempt > 0 ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {};
    if (kind === 'events_api') return this.poster.post(eventsUrl, signingSecret, JSON_TYPE, JSON.stringify(payload), headers, ackTimeoutMs);
    const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    return this.poster.post(eventsUrl, signingSecret, FORM_TYPE, new URLSearchParams(fields).toString(), headers, ackTimeoutMs);
  }
}
