import { connect } from 'node:net';

/**
 * Sends one command to Redis on 127.0.0.1 and returns its first answer line without the type mark.
 * @param {{ port: number, password: string, timeoutMs?: number }} server
 * @param {string[]} command
 * @throws the error Redis answers, or that it does not answer within `timeoutMs` (default 5,000 ms)
 */
export function redisCommand({ port, password, timeoutMs = 5000 }, command) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = '';
    const finish = (settle, value) => {
      socket.destroy();
      settle(value);
    };
    socket.setTimeout(timeoutMs, () => finish(reject, new Error(`Redis on port ${port} does not answer`)));
    socket.once('error', (error) => finish(reject, error));
    socket.once('close', () => finish(reject, new Error(`Redis on port ${port} closed the connection`)));
    socket.on('data', (chunk) => {
      received += chunk;
      const lines = received.split('\r\n');
      const refused = lines.find((line) => line.startsWith('-'));
      if (refused) finish(reject, new Error(refused.slice(1)));
      else if (lines.length > 2) finish(resolve, lines[1].slice(1)); // the first line answers AUTH
    });
    socket.write(encode(['AUTH', password]) + encode(command));
  });
}

function encode(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
