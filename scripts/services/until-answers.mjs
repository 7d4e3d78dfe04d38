import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../processes/background-process.mjs';

/**
 * Waits until a process started here answers, or fails with the last lines of its log.
 * @param {ReturnType<typeof import('../processes/background-process.mjs').startBackground>} child
 * @param {() => Promise<boolean>} answers
 * @param {{ timeoutMs: number, remedy?: string }} options
 */
export async function untilAnswers(child, answers, { timeoutMs, remedy = '' }) {
  const deadline = Date.now() + timeoutMs;
  while (child.running) {
    if (await answers()) return;
    if (Date.now() > deadline) {
      await child.stop();
      throw new Error(trouble(`${child.name} did not answer within ${timeoutMs / 1000} s`, child, remedy));
    }
    await sleep(40);
  }
  throw new Error(trouble(`${child.name} stopped while starting (${await child.exited})`, child, remedy));
}

function trouble(what, child, remedy) {
  const tail = lastLines(child.logFile, 20).map((line) => `    ${line}`);
  return [`${what}. The end of ${child.logFile}:`, ...tail, remedy].filter(Boolean).join('\n');
}
