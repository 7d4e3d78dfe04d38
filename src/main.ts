import { startWorkers } from '../workers/start.js';
import { BadEnvironment, readConfig, type Config } from './config.js';
import { seedDomainFacts } from './db/domain-facts.js';
import { migrate } from './db/migrate.js';
import { startTicker } from '../workers/ticker.js';
import { devClockOffset } from './http/dev-clock.js';
import { SteerableClock, systemClock } from './kit/clock.js';
import { reasonOf } from './kit/errors.js';
import { createLog, logFor, type Log } from './kit/log.js';
import { whenDatabaseIsThere } from './waiting-room.js';
import { startWeb, type MountPortal } from './web.js';
import { wire, type House } from './wire.js';

/** What is worked on may take this long to finish at shutdown, ms. */
const DRAIN_MS = 20_000;

interface Running {
  stop(): Promise<unknown>;
}

async function loadPortal(): Promise<MountPortal> {
  return (await import('../admin/portal.js')).mountPortal;
}

async function start(config: Config, log: Log): Promise<void> {
  const steered = config.NODE_ENV === 'development' && config.DEV_CLOCK === 'on' ? new SteerableClock(systemClock) : undefined;
  const { built: house, room } = await whenDatabaseIsThere(() => wire(config, steered ?? systemClock, log), config, systemClock, log);
  if (config.MIGRATE === 'on') {
    const ran = await migrate(house.source);
    if (ran.length > 0) log.info({ migrations: ran }, 'migrations ran');
    await seedDomainFacts(house.source.manager, house.clock.now(), house.t);
  }
  const running: Running[] = [];
  if (steered) running.push(await followDevClock(steered, house));
  // Before anything begins to work: a signal that comes in the middle of the start stops what runs by then.
  stopOnSignal(house, running);
  if (config.ROLE !== 'worker') {
    const web = await startWeb(house, config.PORTAL === 'on' ? await loadPortal() : undefined, room?.close);
    running.push(web);
    logFor(log, 'start').info({ port: web.port }, `listening on http://127.0.0.1:${web.port}`);
  }
  if (config.ROLE !== 'web') running.push(await startWorkers(workerParts(house)));
  logFor(log, 'start').info({ role: config.ROLE }, 'started');
}

/** Another process may have moved the time: looked for twice a second. */
async function followDevClock(clock: SteerableClock, house: House): Promise<Running> {
  const follow = async () => clock.atLeast(await devClockOffset(house.source.manager));
  await follow();
  return startTicker(500, follow, () => undefined);
}

function workerParts(house: House): Parameters<typeof startWorkers>[0] {
  const { source, locks, ledger, clock, metrics } = house;
  return {
    redis: house.redis.worker,
    prefix: house.prefix,
    log: logFor(house.log, 'queue'),
    inbox: { source, locks, ledger, clock, bot: house.bot, metrics, log: logFor(house.log, 'inbox') },
    lanes: house.lanes,
    clock: { source, ledger, clock, metrics, settings: house.settings.get, zone: house.config.TZ_BUSINESS, watchesGateway: house.zapi !== undefined, log: logFor(house.log, 'clock') },
  };
}

/** Stops taking work, finishes what is in hand, closes. A second signal, or too long a wait, ends at once. */
function stopOnSignal(house: House, running: Running[]): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    house.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    for (const part of running) await part.stop().catch((error: unknown) => house.log.error({ err: error }, 'a part did not stop cleanly'));
    await house.close().catch((error: unknown) => house.log.error({ err: error }, 'closing failed'));
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

try {
  process.env['TZ'] = 'UTC';
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, config.NODE_ENV === 'development' && process.stdout.isTTY);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  await start(config, log);
} catch (error) {
  process.stderr.write(`${error instanceof BadEnvironment ? error.message : `could not start: ${reasonOf(error)}`}\n`);
  process.exit(1);
}
