import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 3_000;

/** What a valid trigger id stands for: who acted, and in which modal. */
export interface Trigger {
  user: string;
  viewId?: string;
}

/** Hands out trigger ids: single use, good for three seconds. */
export class Triggers {
  private readonly known = new Map<string, Trigger & { expires: number; used: boolean }>();

  issue(user: string, viewId?: string): string {
    for (const [id, trigger] of this.known) if (trigger.expires < Date.now() - 60_000) this.known.delete(id);
    const id = `${Date.now()}.${Math.floor(Math.random() * 1e12)}.${randomBytes(16).toString('hex')}`;
    this.known.set(id, { user, viewId, expires: Date.now() + LIFETIME_MS, used: false });
    return id;
  }

  /** Spends a trigger id; a string is the error Slack would answer. */
  spend(id: unknown): Trigger | 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' {
    const trigger = this.known.get(String(id));
    if (!trigger) return 'invalid_trigger_id';
    if (trigger.used) return 'exchanged_trigger_id';
    if (trigger.expires < Date.now()) return 'expired_trigger_id';
    trigger.used = true;
    return { user: trigger.user, viewId: trigger.viewId };
  }
}
