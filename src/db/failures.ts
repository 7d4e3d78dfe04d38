import { Broken, Refused, TryLater } from '../kit/errors.js';

interface SqlError {
  code?: string;
  errno?: number;
  driverError?: SqlError;
}

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'PROTOCOL_CONNECTION_LOST', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_CONNECTION_KILLED', 'ER_QUERY_INTERRUPTED', 'ER_NORMAL_SHUTDOWN', 'ER_DISK_FULL', 'ER_OPTION_PREVENTS_STATEMENT', 'DATABASE_TIMEOUT']);

function codes(error: unknown): { code: string; errno: number } {
  const sql = error as SqlError | undefined;
  return { code: sql?.code ?? sql?.driverError?.code ?? '', errno: sql?.errno ?? sql?.driverError?.errno ?? 0 };
}

/** Two transactions met: the whole transaction may simply be run again (deadlock, lock wait). */
export function isContention(error: unknown): boolean {
  return [1213, 1205, 3572, 3058].includes(codes(error).errno);
}

/** MySQL cannot be reached or is going away, as opposed to refusing a statement (or to another service being away). */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof TryLater || error instanceof Broken || error instanceof Refused) return false;
  const { code, errno } = codes(error);
  if (AWAY.has(code) || [1053, 1040, 1927, 2006, 2013, 1077, 1079, 1158, 1159, 1160, 1161].includes(errno)) return true;
  const message = error instanceof Error ? error.message : '';
  return /Connection lost|closed state|Pool is closed|Can't add new command|connect ETIMEDOUT|Connection is not established/i.test(message);
}

/** A unique key said no. */
export function isDuplicate(error: unknown): boolean {
  return codes(error).errno === 1062;
}
