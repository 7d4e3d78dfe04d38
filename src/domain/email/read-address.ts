import { Refused } from '../../kit/errors.js';

/** An address as servers take it without extensions: dots and the usual signs before the @, a name with a top level behind it. */
const ADDRESS = /^[a-z0-9!#$%&'*+/=?^_{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const LONGEST = 190;
const LONGEST_LOCAL = 64;

/** Is it one address, and nothing else? */
export function isAddress(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text) && text.lastIndexOf('@') <= LONGEST_LOCAL;
}

/**
 * An e-mail's address as somebody typed or pasted it; Slack makes `<mailto:a@b.c|a@b.c>` of one. The name of the host is
 * written small; what stands before the @ may be told apart by its case.
 * @throws Refused `mail:refused.address` at the field `address`
 */
export function readAddress(given: string): string {
  const bare = given.trim().replace(/^<?mailto:([^|>]+)(?:\|[^>]*)?>?$/i, '$1').replace(/^<(.*)>$/, '$1').trim();
  const at = bare.lastIndexOf('@');
  const address = bare.slice(0, at + 1) + bare.slice(at + 1).toLowerCase();
  if (!isAddress(address)) throw new Refused('mail:refused.address', {}, 'address');
  return address;
}

const IN_WORDS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/gi;

/** The last address in somebody's words, when there is one. */
export function addressIn(words: string): string | undefined {
  return (words.match(IN_WORDS) ?? []).map((one) => one.replace(/\.+$/, '')).filter(isAddress).at(-1);
}

/** `m•••••a@example.com`: enough to recognise an address that one knows. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '•••••';
  const [first = '', ...rest] = [...address.slice(0, at)];
  return `${first}•••••${rest.length > 3 ? rest.at(-1) : ''}${address.slice(at)}`;
}
