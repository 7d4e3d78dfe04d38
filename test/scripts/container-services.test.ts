import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeProblems } from '../../scripts/containers/compose-problems.mjs';
import { dockerAnswers, startContainers } from '../../scripts/services/container-services.mjs';

const path = process.env['PATH'];
let dir: string;

/** A docker that notes what it is called with. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'containers-'));
  writeFileSync(join(dir, 'docker'), `#!/bin/sh\necho "$@" >> ${dir}/calls\n`);
  chmodSync(join(dir, 'docker'), 0o755);
  process.env['PATH'] = `${dir}:${path}`;
});
afterAll(() => {
  process.env['PATH'] = path;
  rmSync(dir, { recursive: true, force: true });
});

test('containers get a valid file without secrets, keep their ports, and go with the last service', async () => {
  expect(dockerAnswers()).toBe(true);
  const options = { dir: join(dir, 'demo'), needs: ['mysql' as const, 'redis' as const], log: () => {} };
  const { mysql, redis } = await startContainers(options);
  const file = readFileSync(join(dir, 'demo/containers/compose.json'), 'utf8');
  expect(composeProblems(file)).toEqual([]);
  expect(file).not.toContain(new URL(mysql?.url ?? '').password);
  await redis?.close?.();
  await mysql?.close?.();
  const calls = readFileSync(join(dir, 'calls'), 'utf8').trim().split('\n').map((line) => line.replace(/^.*compose.json /, ''));
  expect(calls.slice(-3)).toEqual(['up -d --wait mysql redis', 'stop redis', 'down']);

  const again = await startContainers(options);
  expect([again.mysql?.url, again.redis?.url]).toEqual([mysql?.url, redis?.url]);
});
