import express, { type Response, type Router } from 'express';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { mailPage } from './mail-page.js';

/** Newest so many are kept. */
const KEPT = 50;

/** The customers' mailbox of the demo: a mail server that takes everything, and a page to read it. It sends nothing on. */
export interface Mailbox {
  router: Router;
  close(): Promise<void>;
}

/** An address that bounces, so that a refused e-mail can be tried: `ninguem@…`. */
const isUnknown = (address: string) => /^(?:ninguem|nobody)@/i.test(address);

/** Starts the server on localhost. */
export function openMailbox(port: number): Mailbox {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(isUnknown(address) ? Object.assign(new Error('5.1.1 user unknown'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.unshift(mail);
        mails.splice(KEPT);
        done(null);
      }, done);
    },
  });
  server.on('error', (error) => console.error(`simulator: mailbox: ${error.message}`));
  server.listen(port, '127.0.0.1');
  return { router: readMails(mails), close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What came from outside runs nothing and loads nothing. */
function sandboxed(response: Response): Response {
  return response.set('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:").set('X-Content-Type-Options', 'nosniff');
}

function readMails(mails: readonly ParsedMail[]): Router {
  const router = express.Router();
  const nothing = (response: Response) => void response.status(404).type('text').send('Não há este e-mail.');
  router.get('/', (_request, response) => void response.type('html').send(mailPage(mails)));
  router.get('/:index', ({ params }, response) => {
    const mail = mails[Number(params.index)];
    if (mail) sandboxed(response).type('html').send(mail.html || mail.textAsHtml || '');
    else nothing(response);
  });
  router.get('/:index/files/:file', ({ params }, response) => {
    const file = mails[Number(params.index)]?.attachments[Number(params.file)];
    if (file) response.set('Content-Disposition', 'inline').set('X-Content-Type-Options', 'nosniff').type(file.contentType === 'application/pdf' ? 'pdf' : 'application/octet-stream').send(file.content);
    else nothing(response);
  });
  return router;
}
