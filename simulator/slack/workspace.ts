import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import express from 'express';
import type { Response } from 'express';
import type { ClickChoice, ClickTarget } from './click-targets.js';
import { Conditions } from './conditions.js';
import { controlApi } from './control-api.js';
import type { Given } from './element-values.js';
import * as interactions from './interactions.js';
import * as modals from './modal-submission.js';
import type { Submission } from './modal-submission.js';
import type { Ack, JsonObject, SimEphemeral, SimMessage, SimView } from './model.js';
import type { PostOptions } from './people-posts.js';
import * as people from './people-posts.js';
import type { SlackSimOptions } from './settings.js';
import { workspaceRouter } from './workspace-router.js';

export type { Ack, ApiCall, Block, FileDraft, JsonObject, SimChannel, SimEphemeral, SimMessage, SimUser, SimView } from './model.js';
export type { ClickChoice, ClickTarget } from './click-targets.js';
export type { Given } from './element-values.js';
export type { PostOptions } from './people-posts.js';
export type { FailureManner, FailureRule } from './failure-rules.js';
export type { Submission } from './modal-submission.js';
export type { SlackSimOptions } from './settings.js';

/**
 * A Slack workspace with one installed app. Tests drive it through these methods, other processes through /_sim/, people
 * through the page it serves. What people do resolves once the product answered the first delivery.
 */
export class SlackWorkspace extends Conditions {
  readonly router: express.Router;
  private readonly hanging = new Set<Response>();
  private readonly listeners = new Set<Response>();
  private server: Server | undefined;

  private constructor(options: SlackSimOptions) {
    super(options);
    this.router = workspaceRouter(this.sim, controlApi(this, this.sim, this.listeners), this.hanging);
  }

  /** A workspace without a port of its own: mount `router`, set `baseUrl`, hand upgrades to `upgrade` for Socket Mode. */
  static create(options: SlackSimOptions): SlackWorkspace {
    return new SlackWorkspace(options);
  }

  /** A workspace listening on 127.0.0.1. */
  static async start(options: SlackSimOptions): Promise<SlackWorkspace> {
    const workspace = new SlackWorkspace(options);
    const app = express();
    app.disable('x-powered-by');
    app.use(workspace.router);
    const server = createServer(app);
    server.on('upgrade', (request, socket, head) => {
      if (!workspace.upgrade(request, socket, head)) socket.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    workspace.server = server;
    workspace.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return workspace;
  }

  /** Takes a websocket upgrade of Socket Mode; false when it is for someone else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    return this.sim.socket.upgrade(request, socket, head);
  }

  /** All messages of a channel in ts order, replies included, deleted ones not. */
  channel(id: string): { messages: SimMessage[] } {
    return { messages: structuredClone(this.sim.store.messagesOf(id)) };
  }

  /** A thread: parent first, then replies in ts order. */
  thread(channel: string, threadTs: string): SimMessage[] {
    const parent = this.sim.store.message(channel, threadTs);
    return structuredClone([...(parent ? [parent] : []), ...this.sim.store.replies(channel, threadTs)]);
  }

  /** Messages only one person sees; of everybody when no user is given. */
  ephemerals(user?: string): SimEphemeral[] {
    return structuredClone(this.sim.store.ephemerals.filter((ephemeral) => !user || ephemeral.user === user));
  }

  /** The topmost open modal of a person. */
  views(user: string): SimView | undefined {
    return structuredClone(this.sim.views.current(user));
  }

  /** What the app published to a person's home tab. */
  homeView(user: string): SimView | undefined {
    return structuredClone(this.sim.views.home(user));
  }

  /** A person posts `text` as typed; the result's `ack` tells how the event was answered. */
  post(user: string, channel: string, text: string, options: PostOptions = {}): Promise<SimMessage> {
    return people.post(this.sim, user, channel, text, options);
  }

  edit(user: string, channel: string, ts: string, text: string, raw?: PostOptions['raw']): Promise<SimMessage> {
    return people.edit(this.sim, user, channel, ts, text, raw);
  }

  /** Deletes one's own message; a parent with replies leaves a tombstone. */
  remove(user: string, channel: string, ts: string): Promise<Ack> {
    return people.remove(this.sim, user, channel, ts);
  }

  /** An admin of the workspace deletes anybody's message; `bare`: the event tells only which. */
  removeAsAdmin(channel: string, ts: string, { bare = false } = {}): Promise<Ack> {
    return people.removeAsAdmin(this.sim, channel, ts, bare);
  }

  react(user: string, channel: string, ts: string, name: string): Promise<Ack> {
    return people.react(this.sim, user, channel, ts, name, true);
  }

  unreact(user: string, channel: string, ts: string, name: string): Promise<Ack> {
    return people.react(this.sim, user, channel, ts, name, false);
  }

  /** Slack adds a link preview to a message: message_changed without `edited`. */
  unfurl(channel: string, ts: string, attachment?: JsonObject): Promise<Ack> {
    return people.unfurl(this.sim, channel, ts, attachment);
  }

  click(user: string, target: ClickTarget, actionId: string, choice?: ClickChoice): Promise<Ack> {
    return interactions.click(this.sim, user, target, actionId, choice);
  }

  /** Chooses an option by value or label, a date, a user id, or several of them. */
  chooseOption(user: string, target: ClickTarget, actionId: string, value: Given, choice?: ClickChoice): Promise<Ack> {
    return interactions.chooseOption(this.sim, user, target, actionId, value, choice);
  }

  /** Types into an external select; `body` holds the options the product offers. */
  suggest(user: string, target: ClickTarget, actionId: string, typed: string): Promise<Ack> {
    return interactions.suggest(this.sim, user, target, actionId, typed);
  }

  slash(user: string, channel: string, command: string, text = ''): Promise<Ack> {
    return interactions.slash(this.sim, user, channel, command, text);
  }

  shortcut(user: string, callbackId: string, message?: { channel: string; ts: string }): Promise<Ack> {
    return interactions.shortcut(this.sim, user, callbackId, message);
  }

  /** Submits the topmost modal; see modal-submission.ts for the forms `values` may take. */
  submitView(user: string, values: JsonObject = {}): Promise<Submission> {
    return modals.submitView(this.sim, user, values);
  }

  closeView(user: string): Promise<Ack> {
    return modals.closeView(this.sim, user);
  }

  /** Opens the app's home tab. */
  openHome(user: string): Promise<Ack> {
    return this.announceHome(user);
  }

  /** Resolves when no event waits to be brought to the product once more. */
  settled(): Promise<void> {
    return this.sim.courier.settled();
  }

  /** Stops serving, hanging answers and open streams included. */
  async close(): Promise<void> {
    for (const response of [...this.hanging, ...this.listeners]) response.socket?.destroy();
    this.sim.courier.close();
    await this.sim.socket.close();
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
