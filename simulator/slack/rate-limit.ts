/** Sustained posts a second and the burst above it, for each channel. */
export interface RateLimit {
  perChannelPerSecond: number;
  burst: number;
}

/** A token bucket for each channel, as Slack keeps for chat.postMessage. */
export class ChannelLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /** 0 when the post may go; else the seconds for Retry-After. */
  retryAfter(limit: RateLimit | null, channel: string): number {
    if (!limit) return 0;
    const now = Date.now();
    const bucket = this.buckets.get(channel) ?? { tokens: limit.burst, at: now };
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perChannelPerSecond);
    bucket.at = now;
    this.buckets.set(channel, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / limit.perChannelPerSecond));
    bucket.tokens -= 1;
    return 0;
  }
}
