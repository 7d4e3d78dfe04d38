/** A faithful local Z-API: one WhatsApp instance, its customers' phones, and failures on request. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Response, Router } from 'express';
import { apiRouter } from './api/router.js';
import { controlRouter } from './control/router.js';
import { phonePages } from './control/pages.js';
import { deliverFromCompanyPhone } from './delivery.js';
import { exportState } from './export-state.js';
import type { SimState } from './export-state.js';
import { InstanceWorld } from './instance-world.js';
import type { SimPhone } from './sim-phone.js';
import type { CallRecord, CompanyMessage, FailureRule, JsonObject, PhoneDetails, WebhookAnswer, WebhookRecord, ZapiSimOptions } from './types.js';
import type { HeaderOverrides } from './webhook-post.js';
import type { World } from './world.js';

export type { SimPhone } from './sim-phone.js';
export type { SimState } from './export-state.js';
export type * from './types.js';

/** One simulated instance, driven from code or over HTTP (`/_sim/…`). */
export class ZapiGateway {
  /** The API under `/instances/…`, the control API under `/_sim/…`, the browser phone under `/phone/`. */
  readonly router: Router = express.Router();
  readonly #world: InstanceWorld;
  readonly #hanging = new Set<Response>();
  #server: Server | undefined;
  #baseUrl: string;

  private constructor(options: ZapiSimOptions) {
    this.#world = new InstanceWorld(options);
    this.#baseUrl = options.publicUrl ?? '';
    this.router.use('/_sim', controlRouter(this));
    this.router.use('/phone', phonePages());
    this.router.use(apiRouter(this.#world, this.#hanging));
  }

  /** A gateway without a server of its own; mount `router`. */
  static create(options: ZapiSimOptions): ZapiGateway {
    return new ZapiGateway(options);
  }

  /** A gateway that listens on 127.0.0.1. */
  static async start(options: ZapiSimOptions): Promise<ZapiGateway> {
    const gateway = new ZapiGateway(options);
    const app = express().disable('x-powered-by').use(gateway.router);
    const server = createServer(app);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    gateway.#server = server;
    gateway.#baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return gateway;
  }

  /** ZAPI_BASE_URL for the product; '' for a created gateway without `publicUrl`. */
  get baseUrl(): string { return this.#baseUrl; }
  /** The parts, for the control API and for settings that change while running. */
  get world(): World { return this.#world; }

  get webhookUrl(): string { return this.#world.sender.urls.get('received'); }
  set webhookUrl(url: string) { this.#world.sender.urls.setAll(url); }

  get queueWhenDisconnected(): boolean { return this.#world.settings.queueWhenDisconnected; }
  set queueWhenDisconnected(on: boolean) { this.#world.settings.queueWhenDisconnected = on; }

  get connected(): boolean { return this.#world.connected; }
  get webhooks(): WebhookRecord[] { return this.#world.sender.records; }
  get calls(): CallRecord[] { return this.#world.calls; }

  /** The phone of a number (either spelling) or LID, created when new. */
  phone(number: string, details?: PhoneDetails): SimPhone { return this.#world.contacts.ensure(number, details); }

  contacts(): SimPhone[] { return this.#world.contacts.all(); }

  /** Makes API calls fail; returns what takes the rule back. */
  fail(rule: FailureRule): () => void {
    const id = this.#world.rules.add(rule);
    return () => this.#world.rules.remove(id);
  }

  /**
   * The company's phone loses its connection: DisconnectedCallback, then no other webhook until `connect`,
   * which sends ConnectedCallback and everything that happened meanwhile.
   */
  disconnect(): Promise<void> { return this.#world.disconnect(true); }

  connect(): Promise<void> { return this.#world.connect(); }

  /** Keeps messages in the queue until released. */
  holdQueue(on: boolean): void {
    this.#world.queue.hold(on);
    this.#world.events.emit({ type: 'gateway' });
  }

  /** A colleague types on the company's own phone: fromMe, not fromApi. */
  async typeOnCompanyPhone(to: string, text: string): Promise<CompanyMessage> {
    return deliverFromCompanyPhone(this.#world, this.phone(to), text);
  }

  /** Any webhook body (or raw string) with the real headers; a header set to undefined is left out, gzip is honoured. */
  sendRaw(body: object | string, headers?: HeaderOverrides, url?: string): Promise<WebhookAnswer> {
    return this.#world.sender.raw(typeof body === 'string' ? body : body as JsonObject, headers, url);
  }

  /** Resolves when no send, tick or webhook is under way; what is held or hanging does not count. */
  settled(): Promise<void> { return this.#world.activity.settled(() => this.#world.queue.idle); }

  exportState(): SimState { return exportState(this.#world); }

  /** Stops at once: timers, hanging answers, event streams, server. */
  async close(): Promise<void> {
    this.#world.activity.close();
    this.#world.events.close();
    for (const res of this.#hanging) res.destroy();
    this.#world.sender.close();
    const server = this.#server;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}
