/** What a webhook tells of who wrote: WhatsApp's own id and/or the phone in digits. */
export interface Identity {
  lid: string | null;
  phone: string | null;
}

/** A 14–15 digit number without a country known to have them is a LID that lost its suffix. */
function looksLikeLid(digits: string): boolean {
  return digits.length >= 14;
}

/** Digits only, or null when there are too few to be a phone. */
export function phoneDigits(value: string | null | undefined): string | null {
  const digits = (value ?? '').replace(/\D/g, '');
  return digits.length >= 8 && !looksLikeLid(digits) ? digits : null;
}

/**
 * One key for all the ways a phone may be written: Brazilian mobiles are registered at WhatsApp with or without the
 * ninth digit (55 DDD 9XXXXXXXX or 55 DDD XXXXXXXX); both give the 13-digit form. Only numbers whose eight digits
 * start with 6–9 were ever mobiles without it, so a landline (2–5) keeps its own key.
 * Source: zapi.md §4; ANATEL Res. 553/2010.
 */
export function phoneKey(digits: string): string {
  const mobileWithoutNine = /^55([1-9]\d)([6-9]\d{7})$/.exec(digits);
  return mobileWithoutNine ? `55${mobileWithoutNine[1]}9${mobileWithoutNine[2]}` : digits;
}

/**
 * Reads the identity of a private chat from a webhook's `phone` and `chatLid` (or `senderLid`). A `phone` that ends in
 * `@lid` is a LID; it is told before digits are stripped, otherwise it would become a false phone.
 */
export function identityOf(phone: string | null | undefined, ...lids: (string | null | undefined)[]): Identity {
  const given = [...lids, phone].find((value) => typeof value === 'string' && /^\d{1,40}@lid$/.test(value.trim()));
  const bareLid = phoneDigits(phone) === null && /^\d{14,40}$/.test(phone ?? '') ? `${phone}@lid` : null;
  const number = (phone ?? '').includes('@lid') ? null : phoneDigits(phone);
  return { lid: given?.trim() ?? bareLid, phone: number };
}

/** The name of the ordered stream that this chat's events belong to. */
export function streamOf(identity: Identity): string {
  return identity.lid ?? (identity.phone === null ? 'unknown' : phoneKey(identity.phone));
}
