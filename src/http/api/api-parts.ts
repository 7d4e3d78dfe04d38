import type { Sql } from '../../db/rows.js';
import type { Ledger } from '../../domain/ctx.js';
import type { Clock } from '../../kit/clock.js';
import type { Translate } from '../../kit/i18n.js';
import type { Log } from '../../kit/log.js';
import type { Metrics } from '../../kit/metrics.js';
import type { Limits } from './limits.js';

/** What the API needs of the house. */
export interface ApiParts {
  sql: Sql;
  ledger: Ledger;
  clock: Clock;
  /** Business time. */
  zone: string;
  locale: string;
  brand: string;
  t: Translate;
  /** INTERNAL_API_TOKEN: the house's own client, which may do everything; undefined = there is none. */
  internalToken: string | undefined;
  limits: Limits;
  /** Will the same call do later, by this error: the database cannot be reached, or too many wanted the same row? */
  isAway: (error: unknown) => boolean;
  /** Address of this house, for the document; undefined = the one it was fetched from. */
  publicUrl: string | undefined;
  log: Log;
  metrics: Metrics;
}
