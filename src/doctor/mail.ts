import { failureOf } from '../domain/email/failures.js';
import { mailServerOf } from '../integrations/mail/server-address.js';
import { tryServer } from '../integrations/mail/smtp.js';
import { reasonOf } from '../kit/errors.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';

const REMEDIES = {
  account: 'SMTP_URL: user and password as the provider gives them, with %-escapes for @, : and / (smtp://user%40example.com:password@host:587)',
  tls: 'SMTP_URL: the name in the server’s certificate, and smtps:// (465) or a server with STARTTLS (587); inside one’s own network only: ?tls=off',
} as const;

/** Does the mail server let us in? Nothing is sent. Without e-mail set up there is nothing to look at. */
export async function checkMail({ SMTP_URL: url, EMAIL_FROM: from }: Settings): Promise<Finding[]> {
  if (url === undefined) return [];
  const server = mailServerOf(url);
  try {
    await tryServer(server);
    const encrypted = server.secure || server.requireTLS;
    return [
      good(`${server.host}:${server.port} lets us in; e-mails are sent as ${from ?? '–'}`),
      ...(encrypted ? [] : [advice('the connection to the mail server is not encrypted', 'leave ?tls=off away unless the server is in one’s own network')]),
    ];
  } catch (error) {
    const failure = failureOf(reasonOf(error));
    const remedy = failure === 'account' || failure === 'tls' ? REMEDIES[failure] : 'are host and port of SMTP_URL right, and reachable from here (many providers close port 25)?';
    return [bad(`${server.host}:${server.port} cannot be used (${reasonOf(error)})`, remedy)];
  }
}
