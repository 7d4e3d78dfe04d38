/** What an SMTP connection is made from. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** Nothing is said before the connection is encrypted. */
  requireTLS: boolean;
  auth: { user: string; pass: string } | undefined;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/**
 * Reads SMTP_URL: `smtps://user:password@host` (465) or `smtp://user:password@host` (587, STARTTLS). What we send is
 * personal, so a server that cannot encrypt is refused, except on this machine or with `?tls=off`.
 */
export function mailServerOf(address: string): MailServer {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !LOOPBACK.test(url.hostname) && url.searchParams.get('tls') !== 'off',
    auth: url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
