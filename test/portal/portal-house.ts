import { hash } from '@node-rs/argon2';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mountPortal } from '../../admin/portal.js';
import { readConfig } from '../../src/config.js';
import { migrate } from '../../src/db/migrate.js';
import { write } from '../../src/db/rows.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { ManualClock } from '../../src/kit/clock.js';
import { createLog, type Log } from '../../src/kit/log.js';
import { startWeb } from '../../src/web.js';
import { wire, type House } from '../../src/wire.js';
import { createDatabase, serverUrl } from '../support/database.js';
import { copySchema } from '../support/schema.js';

export const PASSWORD = 'uma senha de teste';

const TEAM = [
  { name: 'Marina Alves', email: 'marina@carinho.test', role: 'admin' },
  { name: 'Sofia Prado', email: 'sofia@carinho.test', role: 'supervisor' },
  { name: 'Ana Lima', email: 'ana@carinho.test', role: 'agent' },
  { name: 'Igor Inativo', email: 'igor@carinho.test', role: 'admin' },
] as const;

export interface PortalHouse {
  house: House;
  clock: ManualClock;
  /** The address of the portal's host. */
  url: string;
  end(): Promise<void>;
}

/** The product's web side with its portal, on a database of its own; everybody of TEAM has PASSWORD, Igor is inactive. */
export async function startPortal(env: Record<string, string> = {}, log: Log = createLog(process.env['TEST_LOG'] ?? 'silent')): Promise<PortalHouse> {
  const database = await createDatabase();
  await copySchema(database.url);
  const data = mkdtempSync(join(tmpdir(), 'carinho-portal-'));
  const config = readConfig({ NODE_ENV: 'test', PORT: '0', DATA_DIR: data, DATABASE_URL: database.url, REDIS_URL: serverUrl('REDIS_URL'), SESSION_SECRET: 'segredo das sessões de teste', ...env });
  const clock = new ManualClock(new Date('2026-04-06T15:00:00Z'));
  const house = await wire(config, clock, log);
  await migrate(house.source);
  const passwordHash = await hash(PASSWORD);
  for (const person of TEAM) await saveAgent(house.source.manager, clock.now(), { ...person, passwordHash });
  await write(house.source.manager, "UPDATE agents SET active = 0 WHERE email LIKE 'igor%'");
  const web = await startWeb(house, mountPortal);
  return {
    house,
    clock,
    url: `http://127.0.0.1:${web.port}`,
    async end() {
      await web.stop();
      await house.close();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
