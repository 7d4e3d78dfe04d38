/** A server of ours that tests may stop, kill and start again on the same port with the same data. */
export interface ServiceHandle {
  readonly name: string;
  /** Its folder: data, log, login. */
  readonly dir: string;
  /** On 127.0.0.1; the same after stop and start. */
  readonly port: number;
  /** Undefined for a container. */
  readonly pid?: number;
  readonly running: boolean;
  /** Resolves when the process of the latest start has ended, with how in words. */
  readonly exited: Promise<string>;
  /** Connection URL of the product's account, password included. */
  readonly url: string;
  /** Starts it again; returns when it takes connections. Does nothing while it runs. */
  start(): Promise<void>;
  /** Clean shutdown; returns when the process is gone. Does nothing when it does not run. */
  stop(): Promise<void>;
  /** SIGKILL; returns when the process is gone. */
  kill(): Promise<void>;
  /** Containers only: stops it for good. */
  close?(): Promise<void>;
}

export interface MysqlHandle extends ServiceHandle {
  /** Connection URL of an account with all privileges. */
  readonly adminUrl: string;
}

export interface InstalledMysql {
  program: string;
  flavour: 'mysql' | 'mariadb';
  version: string;
  installer?: string;
}

/**
 * Starts a private MySQL or MariaDB with its data in `dir`.
 * @throws when none is installed, a living process uses the folder, or it does not start within 90 s
 */
export function startMysql(options: { dir: string; database?: string; server?: InstalledMysql; eachCommitOnDisk?: boolean; log?: (message: string) => void }): Promise<MysqlHandle>;
