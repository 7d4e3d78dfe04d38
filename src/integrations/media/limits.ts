/** How much of a file is taken, and how long it may last. */
export interface MediaLimits {
  /** Bytes of one file. */
  maxBytes: number;
  /** From the first call to the last byte, redirects included, ms. */
  totalMs: number;
  /** Within each such time at least `leastBytes` must come, ms. */
  windowMs: number;
  leastBytes: number;
  /** How often a redirect is followed. */
  redirects: number;
}

export const MEDIA_LIMITS: MediaLimits = { maxBytes: 100 * 1024 * 1024, totalMs: 60_000, windowMs: 10_000, leastBytes: 10_240, redirects: 3 };
