import { writeFailure, type EmailFailure } from '../../domain/email/failures.js';
import { Broken, TryLater, reasonOf } from '../../kit/errors.js';
import { maskText } from '../../kit/mask.js';

/** How far a session with the server had come. */
export type Phase = 'connect' | 'login' | 'message';

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Enhanced status codes (RFC 3463) that are about the address or its mailbox, and about size. */
const ABOUT_ADDRESS = /\b[45]\.(?:1\.[0-69]|2\.[0-2])\b|user unknown|no such user|mailbox (?:unavailable|not found)|does not exist/i;
const ABOUT_SIZE = /\b5\.(?:2\.3|3\.4)\b/;
const ABOUT_SENDER = /\b5\.1\.[78]\b|\b5\.7\.(?:26|27|60)\b/;
/** Who may send through this server, and from where. */
const ABOUT_POLICY = /\b[45]\.7\.\d+\b|relay/i;
/** Certificates and encryption: node's and OpenSSL's codes, and nodemailer's. */
const TLS = /CERT|SELF_SIGNED|UNABLE_TO_|ETLS|ERR_TLS|ERR_SSL|EPROTO|STARTTLS/i;

/** What the server's refusal is about. */
function subjectOf({ command = '', response = '', responseCode = 0 }: SmtpError, phase: Phase): EmailFailure {
  if (phase === 'login') return 'account';
  if (phase === 'connect') return 'server';
  if (responseCode === 552 || ABOUT_SIZE.test(response)) return 'too_large';
  // Put off before anybody was named: too many e-mails, too much to do.
  if (/^MAIL/.test(command) && responseCode < 500) return 'server';
  if (/^MAIL/.test(command) || ABOUT_SENDER.test(response)) return 'sender';
  // Many servers tell only here that they will have nothing from us.
  if (/^RCPT/.test(command) && ABOUT_POLICY.test(response) && !ABOUT_ADDRESS.test(response)) return 'sender';
  if (/^RCPT/.test(command) || ABOUT_ADDRESS.test(response)) return 'address';
  return 'content';
}

/** One line of what went wrong, without addresses and numbers of people. */
function wordsOf(error: SmtpError): string {
  return maskText((error.response ?? reasonOf(error)).replace(/\s+/g, ' ').trim()).slice(0, 400);
}

/**
 * What to make of a session that failed. A 5xx answer to the message is for good; one to the greeting or our password is
 * our own affair, which somebody mends while the e-mails wait. Everything else is tried again. After the message was
 * begun, only an answer tells that it was not taken: without one its end is `unknown`.
 * @returns Broken or TryLater, its message a reason of domain/email/failures.ts
 */
export function judgeFailure(thrown: unknown, phase: Phase): Broken | TryLater {
  const error = thrown as SmtpError;
  const { responseCode, code = '', command = '' } = error;
  if (phase === 'connect' && TLS.test(`${code} ${command} ${error.message}`)) return new TryLater(writeFailure('tls', wordsOf(error)));
  // The words of an earlier step, which went well, answer nothing.
  if (responseCode === undefined || responseCode < 400) return new TryLater(writeFailure('server', wordsOf(error)), { outcome: phase === 'message' ? 'unknown' : 'not_done' });
  const reason = writeFailure(subjectOf(error, phase), wordsOf(error));
  return responseCode >= 500 && phase === 'message' ? new Broken(reason) : new TryLater(reason);
}
