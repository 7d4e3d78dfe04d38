import type { EmailDocument } from '../../domain/email/document.js';
import type { Translate } from '../../kit/i18n.js';
import { textPart } from './text-part.js';

/** What an e-mail says, ready to be shown or sent. */
export interface MailContent {
  document: EmailDocument;
  subject: string;
  author: string;
  protocol: string;
  at: Date;
}

/** How the house's e-mails look. */
export interface MailLook {
  html(content: MailContent): Promise<string>;
  text(content: MailContent): string;
  pdf(content: MailContent): Promise<Buffer>;
}

/** The looks of an e-mail in this house: HTML, text and PDF of the same document. MJML and the PDF's fonts are loaded with the first one: no process starts slower for them. */
export function createMailLook({ brand, locale, t }: { brand: string; locale: string; t: Translate }): MailLook {
  const foot = ({ protocol }: MailContent) => [brand, t('mail:foot.protocol', { protocol }), t('mail:foot.reply')];
  return {
    html: async (content) => (await import('./html-part.js')).htmlPart(content.document, { brand, subject: content.subject, locale, foot: foot(content) }),
    text: (content) => textPart(content.document, foot(content)),
    pdf: async (content) => (await import('./pdf-part.js')).pdfPart(content.document, {
      brand, title: content.subject, author: content.author, locale, at: content.at,
      foot: `${brand} · ${t('mail:foot.protocol', { protocol: content.protocol })}`,
      pageWords: (page, pages) => t('mail:foot.page', { page, pages }),
    }),
  };
}
