import { isPossiblePhoneNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** A Brazilian phone with country and area code; mobiles with or without the ninth digit. */
const BRAZILIAN = /^55[1-9][1-9](?:9?\d{8})$/;

/**
 * A phone's digits with the country's code. Brazilian ones may come without the `+`; any other needs it, because without it
 * `34 98888-7777` (Uberlândia) would be a number in Spain.
 */
export function e164Of(text: string): string | undefined {
  const written = text.trim();
  if (!/^\+?[\d\s().-]+$/.test(written)) return undefined;
  const digits = written.replace(/\D/g, '');
  if (BRAZILIAN.test(digits)) return digits;
  return written.startsWith('+') && !digits.startsWith('55') && isPossiblePhoneNumber(`+${digits}`, metadata) ? digits : undefined;
}
