import { join } from 'node:path';

/** mysqld refuses to run as root unless told to; a private instance runs as whoever started it. */
export function asRootIfRoot() {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/**
 * The command line of a private MySQL or MariaDB: loopback only, UTC, utf8mb4.
 * @param {{ dir: string, data: string, port: number, initFile: string, eachCommitOnDisk?: boolean }} options a commit that is
 *   not on disk survives the server's death, not the machine's: enough for tests
 */
export function mysqlArguments({ dir, data, port, initFile, eachCommitOnDisk = true }) {
  return [
    '--no-defaults',
    ...asRootIfRoot(),
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--socket=mysqld.sock', // relative to the data folder: an absolute path may be longer than a socket's may be
    `--pid-file=${join(dir, 'mysqld.pid')}`,
    `--tmpdir=${join(dir, 'tmp')}`, // a starting server deletes what others left in a shared one, their tables in use too
    `--init-file=${initFile}`,
    `--secure-file-priv=${join(dir, 'files')}`, // an empty folder; NULL, which MySQL takes, stops MariaDB
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    `--innodb-flush-log-at-trx-commit=${eachCommitOnDisk ? 1 : 2}`,
    // Nobody reads a test's tables after the machine has died: no waiting for the disk, which creating 60 of them for each test file mostly is.
    ...(eachCommitOnDisk ? [] : ['--innodb-flush-method=nosync', '--skip-innodb-doublewrite']),
    '--innodb-buffer-pool-size=256M',
    '--max-connections=500',
    '--max-connect-errors=1000000',
    '--max-allowed-packet=64M',
    '--skip-log-bin',
    '--performance-schema=OFF',
    '--loose-mysqlx=OFF',
  ];
}

/**
 * What the server executes at every start: the database and its two accounts, reachable over 127.0.0.1 only.
 * One statement a line: MariaDB reads no other form.
 * @param {{ database: string, appPassword: string, adminPassword: string }} login
 */
export function initStatements({ database, appPassword, adminPassword }) {
  const account = (name, password, grant) => [
    `CREATE USER IF NOT EXISTS '${name}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `ALTER USER '${name}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON ${grant};`,
  ];
  return [
    `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    ...account('carinho', appPassword, "`carinho%`.* TO 'carinho'@'127.0.0.1'"),
    ...account('admin', adminPassword, "*.* TO 'admin'@'127.0.0.1' WITH GRANT OPTION"),
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${adminPassword}';`,
    '',
  ].join('\n');
}
