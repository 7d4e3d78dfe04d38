import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installScript, mayInstallPackages } from '../../scripts/packages/debian-packages.mjs';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'debian-packages-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the install script with an apt-get that notes its arguments and the policy it works under. */
function install(exitCode = 0) {
  const aptGet = join(dir, 'apt-get');
  writeFileSync(aptGet, `#!/bin/sh\necho "$@" >> ${dir}/calls\nsh ${dir}/policy; echo "policy $?" >> ${dir}/calls\nexit ${exitCode}\n`);
  chmodSync(aptGet, 0o755);
  const { status } = spawnSync('sh', ['-c', installScript(['mariadb-server'], join(dir, 'policy'))], { env: { PATH: `${dir}:${process.env['PATH']}` } });
  return { status, calls: readFileSync(join(dir, 'calls'), 'utf8') };
}

describe('installing Debian packages', () => {
  test('services are not allowed to start meanwhile, and no policy is left behind', () => {
    const { status, calls } = install();
    expect(status).toBe(0);
    expect(calls).toMatch(/install mariadb-server\npolicy 101/);
    expect(existsSync(join(dir, 'policy'))).toBe(false);
  });

  test("the machine's own policy is put back, also when apt fails", () => {
    writeFileSync(join(dir, 'policy'), 'exit 104');
    const { status, calls } = install(100);
    expect(status).not.toBe(0);
    expect(calls).toContain('policy 101');
    expect(readFileSync(join(dir, 'policy'), 'utf8')).toBe('exit 104');
  });

  test('names that are no package names are refused', () => {
    expect(() => installScript(['x; rm -rf /'])).toThrow('not a package name');
  });
});

test.each([
  ['Debian as root', { osRelease: 'ID=debian\n', isRoot: true, hasProgram: () => true }, true],
  ['Mint with sudo', { osRelease: 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', isRoot: false, hasProgram: () => true, sudoWorks: () => true }, true],
  ['Debian, sudo asks for a password', { osRelease: 'ID=debian\n', isRoot: false, hasProgram: () => true, sudoWorks: () => false }, false],
  ['Debian without sudo', { osRelease: 'ID=debian\n', isRoot: false, hasProgram: (name: string) => name !== 'sudo' }, false],
  ['Fedora as root', { osRelease: 'ID=fedora\n', isRoot: true, hasProgram: () => true }, false],
])('%s: may install %#', (_machine, asked, may) => {
  expect(mayInstallPackages(asked)).toBe(may);
});
