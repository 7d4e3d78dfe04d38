/** What a form's field holds, when it is text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where to go after sign-in: only ever a page of the portal. */
export function pathWithin(wanted: unknown): string {
  const path = textOf(wanted);
  return /^\/admin(\/[\w/?&=.~%-]*)?$/.test(path) && !path.includes('//') ? path : '/admin';
}
