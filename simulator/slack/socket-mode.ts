import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { APP } from './identity.js';
import type { Ack, JsonObject } from './model.js';

const PING_EVERY_MS = 5_000;
const HANDSHAKE_MS = 500;
const DISCONNECT_GRACE_MS = 10_000;
const PATH = '/link/socket';

/** Socket Mode: websockets opened with a ticket from apps.connections.open, envelopes acknowledged by id. */
export class SocketMode {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly open: WebSocket[] = [];
  private readonly waiting = new Map<string, (body: unknown) => void>();
  private readonly pings = setInterval(() => this.open.forEach((socket) => socket.ping('Ping from simulator')), PING_EVERY_MS);
  private turn = 0;

  constructor() {
    this.pings.unref();
  }

  /** The single-use address that apps.connections.open answers with. */
  ticketUrl(baseUrl: string): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `${baseUrl.replace(/^http/, 'ws')}${PATH}?ticket=${ticket}&app_id=${APP.id}`;
  }

  get connections(): number {
    return this.open.length;
  }

  /** Takes an HTTP upgrade meant for Socket Mode; returns false when it is not. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = new URL(request.url ?? '/', 'http://sim');
    if (!url.pathname.endsWith(PATH)) return false;
    if (!this.tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return true;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
    return true;
  }

  /** Sends an envelope over one of the connections and waits for its acknowledgement. */
  async send(type: string, payload: JsonObject, retry: { attempt: number; reason: string }, timeoutMs: number): Promise<Ack> {
    const socket = this.open[this.turn++ % this.open.length];
    if (!socket) return { status: 0, body: null, error: 'no_connection' };
    const envelopeId = randomUUID();
    const envelope: JsonObject = { envelope_id: envelopeId, type, payload, accepts_response_payload: type !== 'events_api' };
    if (type === 'events_api') Object.assign(envelope, { retry_attempt: retry.attempt, retry_reason: retry.reason });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(envelopeId);
        resolve({ status: 0, body: null, error: 'timeout' });
      }, timeoutMs);
      this.waiting.set(envelopeId, (body) => {
        clearTimeout(timer);
        this.waiting.delete(envelopeId);
        resolve({ status: 200, body: body ?? '' });
      });
      socket.send(JSON.stringify(envelope));
    });
  }

  /** Tells every connection to reconnect, as Slack does now and then; one that stays is closed after ten seconds. */
  disconnectAll(reason: 'warning' | 'refresh_requested' | 'link_disabled' = 'refresh_requested'): void {
    for (const socket of [...this.open]) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'simulator' } }));
      if (reason !== 'warning') setTimeout(() => socket.terminate(), DISCONNECT_GRACE_MS).unref();
    }
  }

  /** Closes every connection, leaving clients a moment for the closing handshake. */
  async close(): Promise<void> {
    clearInterval(this.pings);
    const closing = this.open.map((socket) => new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.close(1001);
      setTimeout(() => socket.terminate(), HANDSHAKE_MS).unref();
    }));
    await Promise.all(closing);
    this.server.close();
  }

  private welcome(socket: WebSocket): void {
    this.open.push(socket);
    socket.on('close', () => {
      const at = this.open.indexOf(socket);
      if (at >= 0) this.open.splice(at, 1);
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString('utf8')) as { envelope_id?: string; payload?: unknown };
      this.waiting.get(answer.envelope_id ?? '')?.(answer.payload);
    });
    socket.send(JSON.stringify({
      type: 'hello', num_connections: this.open.length, connection_info: { app_id: APP.id },
      debug_info: { host: 'simulator', build_number: 1, approximate_connection_time: 18_060 },
    }));
  }
}
