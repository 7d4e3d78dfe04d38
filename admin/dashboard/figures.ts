import { selectOne } from '../../src/db/rows.js';
import { connectionStates } from '../../src/domain/conversation/connections.js';
import { later } from '../../src/kit/clock.js';
import type { House } from '../../src/wire.js';

const STUCK_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

/** What its charts say. */
const TEXTS = [
  'status', 'level', 'agent', 'sla', 'resolution', 'sla_today', 'sla_7', 'sla_30', 'first', 'median', 'p90', 'traffic', 'inbound', 'outbound', 'funnel', 'losses', 'incidents', 'nps', 'slack', 'slack_ok', 'slack_stuck', 'slack_off', 'failures', 'none', 'more',
];

/** What the dashboard shows. Instants are ISO texts in UTC. */
export interface Figures {
  locale: string;
  zone: string;
  open: number;
  waiting: number;
  waitingSince: string | null;
  pending: number;
  dead: number;
  deadEvents: number;
  whatsapp: { state: 'connected' | 'disconnected' | 'unknown' | 'off'; since: string | null; detail: string | null };
  lastEventAt: string | null;
  /** Are our posts getting into Slack? `stuck`: one has waited for more than a minute although it was tried. */
  slack: 'ok' | 'stuck' | 'off';
  /** Messages to customers of the last 24 hours that failed. */
  failures: number;
  texts: Record<string, string>;
}

interface Counts {
  open: number;
  waiting: number;
  waiting_since: Date | null;
  pending: number;
  dead: number;
  dead_events: number;
  last_event_at: Date | null;
  stuck: number;
  failures: number;
}

/** Each part is answered from an index; all of them in one round trip. */
const COUNTS = `
  SELECT
    (SELECT COUNT(open_contact_id) FROM conversations) AS open,
    (SELECT COUNT(*) FROM conversations WHERE open_contact_id IS NOT NULL AND waiting_since IS NOT NULL) AS waiting,
    (SELECT MIN(waiting_since) FROM conversations WHERE open_contact_id IS NOT NULL) AS waiting_since,
    (SELECT COUNT(*) FROM deliveries WHERE status IN ('pending', 'sending')) AS pending,
    (SELECT COUNT(*) FROM deliveries WHERE status = 'dead') AS dead,
    (SELECT COUNT(*) FROM webhook_events WHERE status = 'dead') AS dead_events,
    (SELECT COUNT(*) FROM deliveries WHERE status IN ('pending', 'sending') AND attempts > 0 AND created_at < ? AND lane LIKE 'slack:%') AS stuck,
    (SELECT COUNT(*) FROM messages WHERE occurred_at >= ? AND direction = 'outbound' AND status = 'failed') AS failures,
    (SELECT MAX(received_at) FROM webhook_events) AS last_event_at`;

/** The state of the house at this moment. */
export async function readFigures({ source, clock, config, zapi, t }: Pick<House, 'source' | 'clock' | 'config' | 'zapi' | 't'>): Promise<Figures> {
  const [counts, connections] = await Promise.all([selectOne<Counts>(source.manager, COUNTS, [later(clock.now(), -STUCK_MS), later(clock.now(), -DAY_MS)]), connectionStates(source.manager)]);
  const whatsapp = connections.find((connection) => connection.name === 'whatsapp');
  const state = whatsapp ? (whatsapp.connected === 1 ? 'connected' : 'disconnected') : zapi ? 'unknown' : 'off';
  return {
    locale: config.LOCALE,
    zone: config.TZ_BUSINESS,
    open: Number(counts?.open ?? 0),
    waiting: Number(counts?.waiting ?? 0),
    waitingSince: counts?.waiting_since?.toISOString() ?? null,
    pending: Number(counts?.pending ?? 0),
    dead: Number(counts?.dead ?? 0),
    deadEvents: Number(counts?.dead_events ?? 0),
    whatsapp: { state, since: whatsapp?.since.toISOString() ?? null, detail: whatsapp?.detail ?? null },
    lastEventAt: counts?.last_event_at?.toISOString() ?? null,
    slack: config.SLACK_BOT_TOKEN ? (Number(counts?.stuck ?? 0) > 0 ? 'stuck' : 'ok') : 'off',
    failures: Number(counts?.failures ?? 0),
    texts: Object.fromEntries([...TEXTS.map((key) => [key, t(`reports:live.${key}`)]), ...['minutes', 'percent'].map((unit) => [`unit_${unit}`, t(`reports:unit.${unit}`, { value: '{{value}}' })])]),
  };
}
