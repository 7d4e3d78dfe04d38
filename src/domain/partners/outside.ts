import { select, type Sql } from '../../db/rows.js';
import type { EventType } from './event-types.js';

/** The house's other systems. */
export const PARTNERS = ['crm', 'operacao', 'integracoes'] as const;
export type Partner = (typeof PARTNERS)[number];

/** Who outside is told of what happens: for whom is not here, nothing is written. */
export interface Outside {
  partners: readonly Partner[];
  webhooks: readonly { id: number; events: readonly EventType[] }[];
}

/** How long it is kept between reads, ms: a command costs no query for it. */
const MAX_AGE_MS = 5000;

/**
 * Who is told, from the environment and the portal, as the portal has it within five seconds.
 * @param partners those with an address
 * @param now milliseconds of a monotonic clock
 */
export function cachedOutside(sql: Sql, partners: readonly Partner[], now: () => number): { get(): Promise<Outside>; drop(): void } {
  let kept: { at: number; outside: Outside } | undefined;
  return {
    async get() {
      if (!kept || now() - kept.at >= MAX_AGE_MS) kept = { at: now(), outside: { partners, webhooks: await readWebhooks(sql) } };
      return kept.outside;
    },
    drop() {
      kept = undefined;
    },
  };
}

async function readWebhooks(sql: Sql): Promise<Outside['webhooks']> {
  const rows = await select<{ id: number; events: string }>(sql, 'SELECT id, events FROM outgoing_webhooks WHERE active = 1 AND secret IS NOT NULL ORDER BY id');
  return rows.map(({ id, events }) => ({ id, events: JSON.parse(events) as EventType[] }));
}
