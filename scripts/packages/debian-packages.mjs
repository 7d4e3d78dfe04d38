import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findProgram } from '../services/installed-servers.mjs';

/** Marks our own policy file, so that a run killed half-way is recognised and undone by the next. */
const MARK = '# carinho-atendimento: while packages are installed';

/**
 * Whether packages can be installed without asking anybody: Debian or Ubuntu, and root or sudo without a password.
 * @param {{ osRelease?: string, isRoot?: boolean, hasProgram?: (name: string) => boolean, sudoWorks?: () => boolean }} [machine] for tests
 */
export function mayInstallPackages({ osRelease = readOsRelease(), isRoot = process.getuid?.() === 0, hasProgram = (name) => findProgram([name]) !== undefined, sudoWorks = sudoNeedsNoPassword } = {}) {
  const debianFamily = /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(osRelease);
  return debianFamily && hasProgram('apt-get') && (isRoot || (hasProgram('sudo') && sudoWorks()));
}

/**
 * Installs packages of the distribution without starting any service of theirs: while apt works, /usr/sbin/policy-rc.d
 * answers 101 ("not allowed"); afterwards what was there before is put back, also when it is interrupted.
 * @param {string[]} names
 * @param {(message: string) => void} log
 * @throws with the end of apt's output
 */
export async function installDebianPackages(names, log) {
  const services = names.filter((name) => name.endsWith('-server'));
  log(`apt-get install ${names.join(' ')}`);
  const script = installScript(names);
  const [command, args] = process.getuid?.() === 0 ? ['sh', ['-c', script]] : ['sudo', ['-n', 'sh', '-c', script]];
  const { code, output } = await runQuietly(command, args);
  if (code !== 0) {
    throw new Error(`apt-get could not install ${names.join(' ')}:\n${output.trim().split('\n').slice(-15).join('\n')}\nRun 'apt-get install ${names.join(' ')}' by hand to see why.`);
  }
  if (services.length > 0) log(`installed ${services.join(' and ')}; not started. 'systemctl disable' keeps them from starting with the machine`);
}

/** @param {string[]} names @param {string} [policy] the policy file, for tests */
export function installScript(names, policy = '/usr/sbin/policy-rc.d') {
  for (const name of names) if (!/^[a-z0-9][a-z0-9.+-]+$/.test(name)) throw new Error(`'${name}' is not a package name`);
  return `set -e
policy='${policy}'
kept="$policy.kept-by-carinho"
put_back() {
  if grep -q '^${MARK}' "$policy" 2>/dev/null; then rm -f "$policy"; fi
  if [ -e "$kept" ]; then mv -f "$kept" "$policy"; fi
}
put_back
trap put_back EXIT
trap 'exit 130' INT TERM HUP
if [ -e "$policy" ] || [ -L "$policy" ]; then mv "$policy" "$kept"; fi
printf '#!/bin/sh\\n%s\\nexit 101\\n' '${MARK}' > "$policy"
chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
apt-get -q -o DPkg::Lock::Timeout=300 update || echo 'apt-get update failed: going on with the lists that are here'
apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends install ${names.join(' ')}
`;
}

function runQuietly(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: -1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

function sudoNeedsNoPassword() {
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
