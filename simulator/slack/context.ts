import type { Courier } from './courier.js';
import type { FailureRules } from './failure-rules.js';
import type { MessageEvents } from './message-events.js';
import type { ApiCall, SimMessage } from './model.js';
import type { ChannelLimiter } from './rate-limit.js';
import type { ResponseUrls } from './response-urls.js';
import type { Settings } from './settings.js';
import type { SocketMode } from './socket-mode.js';
import type { Store } from './store.js';
import type { Triggers } from './triggers.js';
import type { ViewStacks } from './view-stacks.js';

/** The parts of one running workspace, handed to whatever works on it. */
export interface SimContext {
  settings: Settings;
  store: Store;
  courier: Courier;
  socket: SocketMode;
  events: MessageEvents;
  failures: FailureRules;
  limiter: ChannelLimiter;
  triggers: Triggers;
  views: ViewStacks;
  responses: ResponseUrls;
  calls: ApiCall[];
}

/** The newest state of a message given by channel and ts, or an error naming it. */
export function knownMessage(sim: SimContext, channel: string, ts: string): SimMessage {
  const message = sim.store.message(channel, ts);
  if (!message) throw new Error(`No message ${ts} in ${channel}`);
  return message;
}
