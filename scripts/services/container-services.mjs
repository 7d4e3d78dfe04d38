import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.mjs';
import { keptSecrets, randomSecret } from './kept-secrets.mjs';
import { redisCommand } from './redis-command.mjs';

const run = promisify(execFile);

/** Whether a Docker engine answers and knows `docker compose`. */
export function dockerAnswers() {
  try {
    for (const args of [['compose', 'version'], ['info', '--format', '{{.ServerVersion}}']]) execFileSync('docker', args, { env: process.env, stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Brings up MySQL, Redis or both as containers of a compose project of this folder's own, on fixed ports of 127.0.0.1.
 * MySQL's data stays in a named volume; Redis keeps nothing.
 * @param {{ dir: string, needs: ('mysql' | 'redis')[], log: (message: string) => void }} options
 */
export async function startContainers({ dir, needs, log }) {
  const folder = resolve(dir, 'containers');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = keptSecrets(join(folder, 'login.json'), { appPassword: randomSecret, adminPassword: randomSecret, redisPassword: randomSecret });
  const ports = await keptPorts(join(folder, 'ports.json'));
  const file = join(folder, 'compose.json'); // JSON is YAML
  mkdirSync(join(folder, 'first-start'), { recursive: true });
  writeFileSync(join(folder, 'first-start/grants.sql'), "GRANT ALL PRIVILEGES ON `carinho%`.* TO 'carinho'@'%';\n");
  writeFileSync(file, JSON.stringify(composition(needs, ports), null, 2));
  const project = `carinho-${basename(resolve(dir)).replace(/[^a-z0-9-]/g, '-')}-${createHash('sha1').update(folder).digest('hex').slice(0, 8)}`;
  const compose = (...args) => run('docker', ['compose', '-p', project, '-f', file, ...args], {
    env: { ...process.env, MYSQL_PASSWORD: secrets.appPassword, MYSQL_ROOT_PASSWORD: secrets.adminPassword, REDIS_PASSWORD: secrets.redisPassword },
    maxBuffer: 64 * 1024 * 1024,
  });
  log(`docker compose up ${needs.join(' ')} (the first time it fetches the images)`);
  try {
    await compose('up', '-d', '--wait', ...needs);
  } catch (error) {
    await compose('down').catch(() => {});
    throw new Error(`docker compose could not bring up ${needs.join(' and ')}:\n${String(error.stderr || error.message).trim()}\nSet DATABASE_URL and REDIS_URL, or install mariadb-server and redis-server, to go on without Docker.`, { cause: error });
  }
  let remaining = needs.length;
  const handle = (service, more) => {
    let down = false;
    return {
      dir: folder,
      port: ports[service],
      running: true,
      exited: new Promise(() => {}), // Docker tells nobody; the product notices by itself
      start: async () => void (await compose('up', '-d', '--wait', service)),
      stop: async () => void (await compose('stop', service)),
      kill: async () => void (await compose('kill', service)),
      /** Stops it for good; with the last one the project's containers and network are removed, the volume kept. */
      close: async () => {
        if (down) return;
        down = true;
        remaining -= 1;
        await compose(...(remaining === 0 ? ['down'] : ['stop', service]));
      },
      ...more,
    };
  };
  return {
    mysql: needs.includes('mysql') ? handle('mysql', {
      name: 'MySQL',
      url: `mysql://carinho:${secrets.appPassword}@127.0.0.1:${ports.mysql}/carinho`,
      adminUrl: `mysql://root:${secrets.adminPassword}@127.0.0.1:${ports.mysql}/carinho`,
    }) : undefined,
    redis: needs.includes('redis') ? handle('redis', {
      name: 'Redis',
      url: `redis://:${secrets.redisPassword}@127.0.0.1:${ports.redis}/0`,
      flush: async () => void (await redisCommand({ port: ports.redis, password: secrets.redisPassword }, ['FLUSHALL'])),
    }) : undefined,
  };
}

/** The ports of an earlier start while they are ours or free: a running container of ours may hold them. */
async function keptPorts(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const ports = { mysql: await freePort(), redis: await freePort() };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

function composition(needs, ports) {
  const mysql = {
    image: 'mysql:8.4',
    command: ['--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci', '--default-time-zone=+00:00', '--max-connections=500', '--max-allowed-packet=64M', '--innodb-buffer-pool-size=256M', '--skip-log-bin'],
    environment: { MYSQL_DATABASE: 'carinho', MYSQL_USER: 'carinho', MYSQL_PASSWORD: '${MYSQL_PASSWORD}', MYSQL_ROOT_PASSWORD: '${MYSQL_ROOT_PASSWORD}', MYSQL_ROOT_HOST: '%' },
    ports: [`127.0.0.1:${ports.mysql}:3306`],
    volumes: ['mysql-data:/var/lib/mysql', './first-start:/docker-entrypoint-initdb.d:ro'],
    healthcheck: { test: ['CMD-SHELL', 'MYSQL_PWD="$$MYSQL_PASSWORD" mysqladmin ping --host=127.0.0.1 --user="$$MYSQL_USER" --silent'], interval: '1s', timeout: '5s', retries: 120 },
  };
  const redis = {
    image: 'redis:7',
    command: ['sh', '-c', 'exec redis-server --save "" --appendonly no --maxmemory-policy noeviction --requirepass "$$REDIS_PASSWORD"'],
    environment: { REDIS_PASSWORD: '${REDIS_PASSWORD}' },
    ports: [`127.0.0.1:${ports.redis}:6379`],
    healthcheck: { test: ['CMD-SHELL', 'REDISCLI_AUTH="$$REDIS_PASSWORD" redis-cli ping | grep -q PONG'], interval: '1s', timeout: '5s', retries: 60 },
  };
  const services = Object.fromEntries(Object.entries({ mysql, redis }).filter(([name]) => needs.includes(name)));
  return needs.includes('mysql') ? { services, volumes: { 'mysql-data': {} } } : { services };
}
