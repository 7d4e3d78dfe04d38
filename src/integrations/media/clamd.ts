import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { mediaAway, mediaBroken, mediaLater } from '../../domain/media/reasons.js';

const CHUNK_BYTES = 64 * 1024;
/** Longest answer read, characters. */
const LONGEST_ANSWER = 1000;

/** It ends a stream that is longer than it takes. */
const HUNG_UP = 'hung up; is its StreamMaxLength below 100M?';

/** Says whether a file is clean. @throws Broken `infected`, TryLater `scanner_away` */
export type Scan = (path: string) => Promise<void>;

/**
 * Asks a ClamAV daemon (INSTREAM over tcp://host:port).
 * @param timeoutMs silence after which it counts as away
 */
export function clamdScan(address: string, timeoutMs = 60_000): Scan {
  const { hostname, port } = new URL(address);
  return async (path) => {
    const answer = await ask(hostname.replace(/^\[|\]$/g, ''), Number(port || 3310), path, timeoutMs);
    const found = /^stream: (.+) FOUND/.exec(answer)?.[1];
    if (found !== undefined) throw mediaBroken('infected', found);
    if (!/^stream: OK/.test(answer)) throw mediaLater('scanner_away', /size limit/i.test(answer) || answer === '' ? HUNG_UP : answer.slice(0, 80));
  };
}

function ask(host: string, port: number, path: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host, port }, () => {
      // Its answer may come before everything is sent (a limit, a find): then writing fails and the answer counts.
      send(socket, path).catch((error: unknown) => socket.destroy(error as Error));
    });
    socket.setEncoding('utf8').setTimeout(timeoutMs, () => socket.destroy(new Error('timeout')));
    socket.on('data', (text: string) => {
      answer = (answer + text).slice(0, LONGEST_ANSWER);
      if (/[\0\n]/.test(answer)) socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (answer !== '') resolve(trimmed(answer));
      else if (error.code === 'EPIPE' || error.code === 'ECONNRESET') reject(mediaLater('scanner_away', HUNG_UP));
      // While it does not run, everything waits for it; one file that it cannot digest is given up in the end.
      else reject((socket.bytesWritten > 0 ? mediaLater : mediaAway)('scanner_away', error.code ?? error.message));
    });
    socket.on('close', () => resolve(trimmed(answer)));
  });
}

const trimmed = (answer: string) => answer.replace(/[\0\n][\s\S]*$/, '').trim();

async function send(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    if (socket.destroyed || socket.writableEnded) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    socket.write(length);
    if (!socket.write(chunk as Buffer)) await drained(socket);
  }
  if (!socket.writableEnded) socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });
}
