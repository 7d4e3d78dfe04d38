import type { JsonObject } from './model.js';

/** How a matched call fails. */
export interface FailureManner {
  /** HTTP status of the answer; default 200 with `ok: false`. */
  status?: number;
  /** Slack's error name; default internal_error (ratelimited with retryAfter). */
  error?: string;
  /** Seconds; makes the answer a 429 with Retry-After. */
  retryAfter?: number;
  /** Never answer; the socket is closed after 60 s or at close(). */
  hang?: boolean;
  /** Do what was asked first: the thing happened, only the answer is lost. */
  afterEffect?: boolean;
}

/** Which Web API calls fail, and how often. `method` may be '*'. */
export interface FailureRule {
  method: string;
  channel?: string;
  times?: number;
  when?: (args: JsonObject) => boolean;
  how: FailureManner;
}

/** The failures asked for; the first rule that matches a call is used. */
export class FailureRules {
  private readonly rules: { rule: FailureRule; left: number }[] = [];

  add(rule: FailureRule): () => void {
    const entry = { rule, left: rule.times ?? Infinity };
    this.rules.push(entry);
    return () => this.remove(entry);
  }

  clear(): void {
    this.rules.length = 0;
  }

  /** The manner in which this call must fail, or undefined; counts down `times`. */
  take(method: string, args: JsonObject): FailureManner | undefined {
    const entry = this.rules.find(({ rule }) =>
      (rule.method === '*' || rule.method === method)
      && (rule.channel === undefined || rule.channel === (args.channel ?? args.channel_id))
      && (rule.when?.(args) ?? true));
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.remove(entry);
    return entry.rule.how;
  }

  private remove(entry: { rule: FailureRule; left: number }): void {
    const at = this.rules.indexOf(entry);
    if (at >= 0) this.rules.splice(at, 1);
  }
}
