/**
 * Why an e-mail did not go, as it stands before the server's words in emails.error (`address: 550 5.1.1 …`) and is said to
 * people (`mail:why.<code>`).
 */
export const EMAIL_FAILURES = [
  /** The server knows no such address, or takes nothing for it. */
  'address',
  /** It does not let us send under EMAIL_FROM. */
  'sender',
  /** It does not take user or password of SMTP_URL. */
  'account',
  /** Its certificate is not valid, or it cannot encrypt. */
  'tls',
  'too_large',
  /** It does not take this message. */
  'content',
  /** It cannot be reached, or puts us off. */
  'server',
  /** It may have taken the message: its answers were lost, twice. */
  'unknown',
] as const;

export type EmailFailure = (typeof EMAIL_FAILURES)[number];

export const writeFailure = (failure: EmailFailure, words: string): string => `${failure}: ${words}`;

/** The code of a stored reason; `server` for anything else (what stopped it was none of the server's answers). */
export function failureOf(error: string | null): EmailFailure {
  const code = (error ?? '').split(':')[0];
  return EMAIL_FAILURES.find((one) => one === code) ?? 'server';
}
