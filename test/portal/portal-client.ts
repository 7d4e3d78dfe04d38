import { PASSWORD, type PortalHouse } from './portal-house.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** A browser without a window: keeps its cookie, follows nothing. */
export class PortalClient {
  cookie = '';

  constructor(private readonly portal: Pick<PortalHouse, 'url'>) {}

  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { ...(this.cookie ? { cookie: this.cookie } : {}), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`${this.portal.url}${path}`, { redirect: 'manual', ...init, headers });
    const [given] = answer.headers.getSetCookie();
    if (given) this.cookie = given.split(';')[0] as string;
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse((await this.ask(path)).text) as T;
  }

  /** What AdminJS's page sends when its button is pressed. */
  async act<T>(path: string, headers: Record<string, string> = {}, body: Record<string, unknown> = { confirmed: true }): Promise<T> {
    const answer = await this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
    return JSON.parse(answer.text) as T;
  }

  signIn(email: string, password = PASSWORD, more: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('/admin/login', { method: 'POST', body: new URLSearchParams({ email, password, ...more }), headers });
  }
}
