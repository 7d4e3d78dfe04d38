import type { EntityManager } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { openDatabase } from '../src/db/data-source.js';
import { seedDomainFacts } from '../src/db/domain-facts.js';
import { migrate } from '../src/db/migrate.js';
import { createLedger } from '../src/domain/ledger/ledger.js';
import { reactions } from '../src/domain/reactions.js';
import { routes } from '../src/domain/routes.js';
import { SETTING_DEFAULTS } from '../src/domain/settings/settings.js';
import { cachedCalendar } from '../src/domain/working-hours/load-calendar.js';
import { ManualClock, elapsedSince } from '../src/kit/clock.js';
import { createTranslate } from '../src/kit/i18n.js';
import { createLog } from '../src/kit/log.js';
import { createMetrics } from '../src/kit/metrics.js';
import { beat } from '../workers/clock.js';

/** The product's ledger and clock on a database, with a clock that stands still and nothing outside. */
export interface BenchHouse {
  sql: EntityManager;
  clock: ManualClock;
  /** One beat; how many timers ran. */
  beat(): Promise<number>;
  close(): Promise<void>;
}

const ZONE = 'America/Sao_Paulo';

export async function openHouse(databaseUrl: string): Promise<BenchHouse> {
  const source = await openDatabase({ url: databaseUrl, migrations });
  await migrate(source);
  const [clock, t, log] = [new ManualClock(new Date('2027-03-08T12:00:00Z')), createTranslate('pt-BR'), createLog('error')];
  await seedDomainFacts(source.manager, clock.now(), t);
  const calendar = cachedCalendar(source.manager, ZONE, () => elapsedSince(0));
  const settings = () => Promise.resolve(SETTING_DEFAULTS);
  const house = { brand: 'Carinho', zone: ZONE, locale: 'pt-BR', t, calendar: calendar.get };
  const ledger = createLedger({ source, clock, settings, calendar: calendar.get, outside: () => Promise.resolve({ partners: [], webhooks: [] }), house, reactions, routes, wake: () => undefined });
  const parts = { source, ledger, clock, settings, zone: ZONE, watchesGateway: false, log, metrics: createMetrics() };
  return { sql: source.manager, clock, beat: () => beat(parts), close: () => source.destroy() };
}
