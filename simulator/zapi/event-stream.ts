/** Server-sent events for the browser phone. */
import type { Response } from 'express';
import type { ChatMessage } from './types.js';

/** What happened, for whoever watches. */
export type SimEvent =
  | { type: 'message'; number: string; message: ChatMessage }
  | { type: 'phone'; number: string }
  | { type: 'typing'; number: string; ms: number }
  | { type: 'gateway' };

/** Fans events out to open SSE responses and in-process listeners. */
export class EventStream {
  readonly #clients = new Set<Response>();
  readonly #listeners = new Set<(event: SimEvent) => void>();

  /** Turns a response into an event stream. */
  attach(res: Response): void {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    res.write(': open\n\n');
    this.#clients.add(res);
    res.on('close', () => this.#clients.delete(res));
  }

  /** Calls back on every event until the returned function is called. */
  listen(listener: (event: SimEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: SimEvent): void {
    for (const listener of this.#listeners) listener(event);
    if (this.#clients.size === 0) return;
    const frame = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    for (const client of this.#clients) client.write(frame);
  }

  close(): void {
    for (const client of this.#clients) client.end();
    this.#clients.clear();
  }
}
