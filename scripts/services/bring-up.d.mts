import type { InstalledMysql, MysqlHandle } from './private-mysql.mjs';
import type { RedisHandle } from './private-redis.mjs';

export type Need = 'mysql' | 'redis';

export interface BringUpOptions {
  /** The git-ignored folder for everything local; default `.local`. */
  dir?: string;
  /** Subfolder, so that demo, test and bench never share data; default `demo`. */
  name?: string;
  /** Default both. */
  needs?: Need[];
  /** While another living process uses the folder: take `name-2`, `name-3` … (default), or refuse. */
  whenBusy?: 'next' | 'refuse';
  /** False for tests: a commit then survives the server's death, not the machine's. Default true. */
  eachCommitOnDisk?: boolean;
  log?: (message: string) => void;
  machine?: Machine;
}

export interface Machine {
  env: Record<string, string | undefined>;
  find: { mysql(): InstalledMysql | undefined; redis(): { program: string } | undefined };
  dockerAnswers(): boolean;
  startContainers(options: { dir: string; needs: Need[]; log: (message: string) => void }): Promise<{ mysql?: MysqlHandle; redis?: RedisHandle }>;
  mayInstallPackages(): boolean;
  installPackages(names: string[], log: (message: string) => void): Promise<void>;
}

export interface Services {
  /** The folder that was taken, absolute. */
  dir: string;
  /** Undefined only when MySQL was not among `needs`. */
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** An account with all privileges; undefined when DATABASE_URL came from the environment. */
  adminUrl: string | undefined;
  /** Undefined when the server came from the environment: it is not ours to stop. */
  mysql: MysqlHandle | undefined;
  redis: RedisHandle | undefined;
  /** Stops what was started, Redis first. May be called more than once. */
  stop(): Promise<void>;
}

export const thisMachine: Machine;

/**
 * MySQL and Redis, each by the first way that is open: its URL in the environment, a private instance of an installed
 * server, a container, or the server installed from Debian without starting its system service.
 * @throws with the ways out when none is open, or with the server's own words when it does not start
 */
export function bringUp(options?: BringUpOptions): Promise<Services>;
