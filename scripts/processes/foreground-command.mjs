import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { lastLines } from './background-process.mjs';

/**
 * Runs a command to its end. Its output goes to `logFile`, or to our own when there is none.
 * @param {{ what: string, command: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv, logFile?: string, signal?: AbortSignal }} options
 *   `what`: for messages ("npm install"); `signal`: aborting sends SIGTERM
 * @throws CommandFailed with the end of the output
 */
export async function runCommand({ what, command, args, cwd, env, logFile, signal }) {
  signal?.throwIfAborted();
  const output = logFile === undefined ? undefined : openLog(logFile);
  try {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', output ?? 'inherit', output ?? 'inherit'] });
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    const how = await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, killedBy) => resolve(killedBy ?? code));
    });
    signal?.removeEventListener('abort', stop);
    signal?.throwIfAborted();
    if (how !== 0) throw new CommandFailed(what, how, logFile);
  } finally {
    if (output !== undefined) closeSync(output);
  }
}

/** A command ended with anything but 0; the message carries the last lines of its log. */
export class CommandFailed extends Error {
  constructor(what, how, logFile) {
    const tail = logFile === undefined ? '' : `. The end of ${logFile}:\n${lastLines(logFile, 20).map((line) => `    ${line}`).join('\n')}`;
    super(`${what} failed (${typeof how === 'number' ? `exit code ${how}` : how})${tail}`);
    this.name = 'CommandFailed';
  }
}

function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w', 0o600);
}
