import express, { Router } from 'express';

/** The demo's time: the product's clock and the phone's, moved together through the product's POST /dev/clock. */
export class DemoTime {
  readonly router = Router();
  private aheadMs = 0;

  constructor(private readonly product: string, private readonly token: string | undefined) {
    this.router.get('/clock', async (_request, response) => void response.status(await this.ask('GET') ? 200 : 502).json({ now: new Date(this.now()).toISOString() }));
    this.router.post('/clock', express.json(), async (request, response) => void response.status(await this.ask('POST', request.body) ? 200 : 502).json({ now: new Date(this.now()).toISOString() }));
  }

  /** Epoch ms. */
  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** Asks the product, whose time is the demo's; false when it does not answer or its clock cannot be moved. */
  private async ask(method: 'GET' | 'POST', body?: unknown): Promise<boolean> {
    const answer = await fetch(`${this.product}/dev/clock`, {
      method, headers: { authorization: `Bearer ${this.token ?? ''}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => undefined);
    if (!answer?.ok) return false;
    const { now } = (await answer.json()) as { now: string };
    this.aheadMs = Date.parse(now) - Date.now();
    return true;
  }
}
