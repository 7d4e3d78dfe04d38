import { selectOne } from '../../src/db/rows.js';
import { connectionStates } from '../../src/domain/conversation/connections.js';
import type { House } from '../../src/wire.js';

/** What the dashboard shows. Instants are ISO texts in UTC. */
export interface Figures {
  now: string;
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
}

interface Counts {
  open: number;
  waiting: number;
  waiting_since: Date | null;
  pending: number;
  dead: number;
  dead_events: number;
  last_event_at: Date | null;
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
    (SELECT MAX(received_at) FROM webhook_events) AS last_event_at`;

/** The state of the house at this moment. */
export async function readFigures({ source, clock, config, zapi }: Pick<House, 'source' | 'clock' | 'config' | 'zapi'>): Promise<Figures> {
  const [counts, connections] = await Promise.all([selectOne<Counts>(source.manager, COUNTS), connectionStates(source.manager)]);
  const whatsapp = connections.find((connection) => connection.name === 'whatsapp');
  const state = whatsapp ? (whatsapp.connected === 1 ? 'connected' : 'disconnected') : zapi ? 'unknown' : 'off';
  return {
    now: clock.now().toISOString(),
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
  };
}
