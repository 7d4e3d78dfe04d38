import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Asks for every address of a name. */
export type Resolve = (name: string) => Promise<Address[]>;

/** The system's resolver. */
export const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })) as Address[];

/** Ranges ipaddr.js calls unicast that are not the public internet's. */
const ALSO_REFUSED = ['192.88.99.0/24', '198.51.100.0/24', '203.0.113.0/24', 'fec0::/10', '5f00::/16', '::/96'].map((range) => ipaddr.parseCIDR(range));

/**
 * Is this an address of the public internet? Private, loopback, link-local (with the clouds' metadata), carrier-grade NAT,
 * multicast, reserved, documentation and every IPv6 form that hides an IPv4 one are not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return !ALSO_REFUSED.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range as never, bits));
}

/** Why there is no address to connect to: one of them is not public, or the name is not known (now). */
export class NoAddress extends Error {
  constructor(readonly why: 'not_public' | 'not_found', detail: string) {
    super(detail);
    this.name = 'NoAddress';
  }
}

/**
 * The address to connect to for a name or literal. When a name has several and one of them is not public, it is refused
 * whole: no public service answers so.
 * @param host as URL.hostname gives it (IPv6 in brackets)
 * @throws NoAddress
 */
export async function addressOfHost(host: string, resolve: Resolve, mayBePrivate = false): Promise<Address> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found: Address[] = ipaddr.isValid(bare) ? [{ address: bare, family: bare.includes(':') ? 6 : 4 }] : await ask(bare, resolve);
  if (!mayBePrivate && found.some(({ address }) => !isPublicAddress(address))) throw new NoAddress('not_public', 'not a public address');
  return found.find(({ family }) => family === 4) ?? (found[0] as Address);
}

async function ask(name: string, resolve: Resolve): Promise<Address[]> {
  const found = await resolve(name).catch((error: unknown) => {
    throw new NoAddress('not_found', `name not found (${(error as { code?: string }).code ?? 'unknown'})`);
  });
  if (found.length === 0) throw new NoAddress('not_found', 'name without address');
  return found;
}
