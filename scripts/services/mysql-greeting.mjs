import { connect } from 'node:net';

/**
 * Whether a MySQL server greets on this port of 127.0.0.1 (it does so only once it takes connections).
 * @param {number} port @param {number} [timeoutMs]
 * @returns {Promise<boolean>}
 */
export function mysqlGreets(port, timeoutMs = 2000) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (greeted) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('data', () => finish(true));
  });
}
