import type { CommandOffer, ShortcutOffer } from './model.js';
import type { RateLimit } from './rate-limit.js';

/** What a workspace is started with. */
export interface SlackSimOptions {
  /** Default 0: a free port, on 127.0.0.1. */
  port?: number;
  signingSecret: string;
  botToken: string;
  /** Needed for Socket Mode. */
  appToken?: string;
  /** The product's POST /slack/events; events, interactivity and slash commands all go there. */
  eventsUrl?: string;
  /** Waits before each redelivery of an event without a 2xx; default 0, 60,000 and 300,000 ms like Slack. */
  retryDelaysMs?: number[];
  /** How long to wait for the answer to a delivery; default 3,000 ms. */
  ackTimeoutMs?: number;
  /** Delay of every Web API answer, default 0 ms. */
  latencyMs?: number;
  /** chat.postMessage limiter for each channel; default null = off. */
  rateLimit?: RateLimit | null;
  /** Where the router can be reached from outside, without a slash at the end; only for `create`. */
  baseUrl?: string;
  /** Commands and shortcuts the page offers. When commands are given, others are refused as Slack refuses unknown ones. */
  commands?: CommandOffer[];
  shortcuts?: ShortcutOffer[];
}

/** The options with their defaults, and the conditions that may change while running. */
export interface Settings extends Required<Omit<SlackSimOptions, 'port' | 'appToken'>> {
  appToken: string | undefined;
  silent: boolean;
  tokenRevoked: boolean;
}

/** Fills in the defaults. */
export function settingsFrom(options: SlackSimOptions): Settings {
  return {
    signingSecret: options.signingSecret,
    botToken: options.botToken,
    appToken: options.appToken,
    eventsUrl: options.eventsUrl ?? '',
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
    ackTimeoutMs: options.ackTimeoutMs ?? 3_000,
    latencyMs: options.latencyMs ?? 0,
    rateLimit: options.rateLimit ?? null,
    baseUrl: options.baseUrl ?? '',
    commands: options.commands ?? [],
    shortcuts: options.shortcuts ?? [],
    silent: false,
    tokenRevoked: false,
  };
}
