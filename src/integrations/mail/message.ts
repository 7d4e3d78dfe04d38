import { createHash } from 'node:crypto';
import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { pdfNameOf, type Email } from '../../domain/email/emails.js';
import { protocolOf } from '../../kit/protocol.js';
import type { MailContent, MailLook } from './mail-look.js';

/** Who writes, as EMAIL_FROM and EMAIL_REPLY_TO say; without a name of its own, the brand's. */
export interface Sender {
  from: { name: string; address: string };
  replyTo: string | undefined;
}

/** Reads `Carinho <contato@carinho.com.vc>` or a bare address. */
export function senderOf(from: string, replyTo: string | undefined, brand: string): Sender {
  const [first] = addressparser(from, { flatten: true });
  return { from: { name: first?.name || brand, address: first?.address ?? from }, replyTo };
}

/**
 * The Message-ID of an e-mail: the same for every attempt to the same address, so that servers and mail programs which
 * drop what they have already drop a repeated one. The moment it was made tells it from another house's.
 */
export function messageIdOf({ id, corrections, created_at: createdAt }: Pick<Email, 'id' | 'corrections' | 'created_at'>, { from }: Sender): string {
  const mark = createHash('sha256').update(`${id}:${corrections}:${createdAt.toISOString()}`).digest('hex').slice(0, 20);
  return `<email.${id}.${corrections}.${mark}@${from.address.split('@')[1] ?? 'localhost'}>`;
}

/** What an e-mail says. */
export function contentOf(email: Email, zone: string): MailContent {
  return { document: email.content ?? [], subject: email.subject, author: email.author_name, protocol: protocolOf(email.conversation_id, email.opened_at, zone), at: email.queued_at ?? email.created_at };
}

export interface MessageParts {
  look: MailLook;
  sender: Sender;
  zone: string;
  locale: string;
}

/** The whole message, the same to the byte each time it is made from the same e-mail. */
export async function messageOf(email: Email, { look, sender, zone, locale }: MessageParts): Promise<Buffer> {
  const content = contentOf(email, zone);
  const messageId = messageIdOf(email, sender);
  const pdf = email.attach_pdf === 1 ? [{ filename: pdfNameOf(email, zone), content: await look.pdf(content), contentType: 'application/pdf' }] : [];
  const composer = new MailComposer({
    from: sender.from,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    to: email.address,
    subject: email.subject,
    text: look.text(content),
    html: await look.html(content),
    attachments: pdf,
    messageId,
    date: content.at,
    headers: { 'Content-Language': locale },
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => composer.compile().build((error, message) => (error ? reject(error) : resolve(message as Buffer))));
}
