import { mediaBroken, mediaLater } from '../../domain/media/reasons.js';
import { addressOfHost, NoAddress, type Address, type Resolve } from '../../kit/public-address.js';

/** The address a file is fetched from. @throws Broken `refused_address`; TryLater `no_answer` when the name cannot be resolved */
export async function publicAddressOf(host: string, resolve: Resolve, mayBePrivate = false): Promise<Address> {
  try {
    return await addressOfHost(host, resolve, mayBePrivate);
  } catch (error) {
    if (!(error instanceof NoAddress)) throw error;
    throw error.why === 'not_public' ? mediaBroken('refused_address', error.message) : mediaLater('no_answer', error.message);
  }
}
