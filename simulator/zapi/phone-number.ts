/** Phone numbers as WhatsApp compares them. */

const WITH_NINTH = /^55(\d{2})9(\d{8})$/;
const WITHOUT_NINTH = /^55(\d{2})([6-9]\d{7})$/;

/** True for chats that are not one person's number: groups, newsletters, LIDs, status. */
export function isSpecialChat(target: string): boolean {
  return /@|-(group|broadcast)$|^\d{10,}-\d{10}$/.test(target);
}

/** Digits only, for a person's number. */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}

/** One key for both spellings of a Brazilian mobile (with and without the ninth digit); other chats as they are. */
export function matchKey(number: string): string {
  if (isSpecialChat(number)) return number;
  const digits = digitsOf(number);
  const mobile = WITH_NINTH.exec(digits) ?? WITHOUT_NINTH.exec(digits);
  return mobile ? `55${mobile[1]}${mobile[2]}` : digits;
}

/** The twelve-digit spelling of a Brazilian mobile; other numbers unchanged. */
export function withoutNinthDigit(number: string): string {
  const mobile = WITH_NINTH.exec(number);
  return mobile ? `55${mobile[1]}${mobile[2]}` : number;
}

/** Whether Z-API would take this as a recipient at all. */
export function isValidTarget(target: unknown): target is string {
  if (typeof target !== 'string') return false;
  return isSpecialChat(target) || /^\d{10,15}$/.test(target);
}
