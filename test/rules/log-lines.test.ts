import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createLog } from '../../src/kit/log.js';

/** What a program prints that logs by `write`. */
function printed(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLog('trace', false, destination));
  return lines.join('');
}

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  ['the name of a customer’s stream', (log) => log.warn({ work: 'zapi:5511988887777' }, 'work interrupted')],
  ['a reason beside the error', (log) => log.error({ err: new Error('x'), reason: "Duplicate entry '5511988887777' for key" }, 'failed')],
  ['an error’s message and stack', (log) => log.error({ err: new Error("Duplicate entry '5511988887777' for key") }, 'failed')],
  ['the line itself', (log) => log.info('ligou 5511988887777')],
])('no phone in a log line: %s', (_name, write) => {
  expect(printed(write)).not.toContain('88887777');
  expect(printed(write)).toContain('"level"');
});
