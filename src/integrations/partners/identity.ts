import { createHash } from 'node:crypto';

/**
 * The identity of a delivery outside: a UUID (version 8, RFC 9562) made from its row, so that every repetition has it, by
 * whatever process. The moment is in it because a restored database gives numbers out again.
 */
export function identityOf({ id, created_at: createdAt }: { id: number; created_at: Date }): string {
  const hash = createHash('sha256').update(`carinho delivery ${id} ${createdAt.toISOString()}`).digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
