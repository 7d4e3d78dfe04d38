/** A stand-in for the product: takes webhooks and remembers them with their headers. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export type Hook = Record<string, unknown> & { type: string };

/** A tiny HTTP server with an answer that tests can change. */
export class StandInProduct {
  readonly hooks: { body: Hook; headers: IncomingHttpHeaders }[] = [];
  status = 200;
  private constructor(private readonly server: Server) {}

  static async start(): Promise<StandInProduct> {
    const server = createServer();
    const product = new StandInProduct(server);
    server.on('request', (req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = (req.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        let body: Hook;
        try { body = JSON.parse(text) as Hook; } catch { body = { type: 'malformed' }; }
        product.hooks.push({ body, headers: req.headers });
        res.writeHead(product.status, { 'content-type': 'application/json' }).end('{"status":"accepted"}');
      });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return product;
  }

  get url(): string { return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks/z-api/secret`; }

  /** Bodies of one webhook type, in order of arrival. */
  of(type: string): Hook[] { return this.hooks.map(({ body }) => body).filter((body) => body.type === type); }

  /** The statuses seen for one message id. */
  statuses(messageId: string): string[] {
    return this.of('MessageStatusCallback').filter(({ ids }) => (ids as string[]).includes(messageId)).map(({ status }) => String(status));
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => { this.server.close(() => resolve()); this.server.closeAllConnections(); });
  }
}
