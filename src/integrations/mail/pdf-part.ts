import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { EmailBlock, EmailDocument, Words } from '../../domain/email/document.js';
import { BRAND, PRIMARY_FOR_TEXT } from '../../kit/brand-colours.js';
import { FONTS, MARGIN, SIZE, printable, writeWords, type Doc } from './pdf-words.js';

export interface PdfFrame {
  brand: string;
  title: string;
  author: string;
  locale: string;
  /** Stands in the file; the same content and moment make the same bytes. */
  at: Date;
  /** A line at the foot of every page. */
  foot: string;
  /** `1 de 3` */
  pageWords: (page: number, pages: number) => string;
}

const LABEL_WIDTH = 170;

function keepRoom(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

function line(doc: Doc, colour = '#DDE4E8'): void {
  doc.moveTo(MARGIN, doc.y).lineTo(doc.page.width - MARGIN, doc.y).lineWidth(0.7).strokeColor(colour).stroke();
}

function tableRow(doc: Doc, [label = [], ...cells]: Words[][]): void {
  const height = (words: Words[], width: number, face: string = FONTS.regular) => doc.font(face).fontSize(SIZE).heightOfString(printable(words.map(({ text }) => text).join('')) || ' ', { width, lineGap: 3 });
  const valueWidth = doc.page.width - 2 * MARGIN - LABEL_WIDTH;
  const value = cells.flatMap((cell, index) => (index === 0 ? cell : [{ text: ' · ' }, ...cell]));
  const tall = Math.max(height(label, LABEL_WIDTH - 12, FONTS.bold), height(value, valueWidth));
  keepRoom(doc, tall + 10);
  const top = doc.y + 5;
  doc.y = top;
  writeWords(doc, label, { bold: true, colour: '#3B4A52', x: MARGIN, width: LABEL_WIDTH - 12 });
  doc.y = top;
  writeWords(doc, value, { x: MARGIN + LABEL_WIDTH, width: valueWidth });
  doc.x = MARGIN;
  doc.y = top + tall + 5;
  line(doc);
}

function draw(doc: Doc, block: EmailBlock): void {
  switch (block.is) {
    case 'rule':
      keepRoom(doc, 20);
      line(doc);
      doc.moveDown(0.8);
      return;
    case 'heading':
      keepRoom(doc, 60);
      doc.moveDown(0.4);
      writeWords(doc, block.spans, { size: block.level === 1 ? 17 : 13, bold: true, colour: block.level === 1 ? BRAND.text : PRIMARY_FOR_TEXT });
      doc.moveDown(0.3);
      return;
    case 'list':
      block.items.forEach((item, index) => {
        keepRoom(doc, 20);
        const top = doc.y;
        writeWords(doc, [{ text: block.ordered ? `${index + 1}.` : '•' }], { x: MARGIN, width: 20 });
        doc.y = top;
        writeWords(doc, item, { x: MARGIN + 20, width: doc.page.width - 2 * MARGIN - 20 });
        doc.x = MARGIN;
        doc.moveDown(0.2);
      });
      doc.moveDown(0.4);
      return;
    case 'table':
      block.rows.forEach((row) => tableRow(doc, row));
      doc.moveDown(0.8);
      return;
    default:
      writeWords(doc, block.spans);
      doc.moveDown(0.6);
  }
}

function foots(doc: Doc, { foot, pageWords }: PdfFrame): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, where a text would otherwise begin a page of its own.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - 40;
    doc.font(FONTS.regular).fontSize(8.5).fillColor('#5A6870');
    doc.text(printable(foot), MARGIN, y, { width: 380, lineBreak: false });
    doc.text(pageWords(page + 1, count), doc.page.width - MARGIN - 100, y, { width: 100, align: 'right', lineBreak: false });
  }
}

/** What goes on paper: from the first title (`#`) on; what stands above it is the letter it comes with. Without a title, all of it. */
function paperOf(document: EmailDocument): EmailDocument {
  const title = document.findIndex((block) => block.is === 'heading' && block.level === 1);
  return document.slice(Math.max(0, title));
}

/** The e-mail's text as a PDF (A4, the fonts in it), in the company's look. The same document, frame and moment make the same bytes. */
export function pdfPart(document: EmailDocument, frame: PdfFrame): Promise<Buffer> {
  const info = { Title: frame.title, Author: frame.author, Creator: frame.brand, Producer: frame.brand, CreationDate: frame.at };
  const doc = new PDFDocument({ size: 'A4', margins: { top: 60, bottom: 70, left: MARGIN, right: MARGIN }, bufferPages: true, lang: frame.locale, displayTitle: true, pdfVersion: '1.7', info });
  // Else it is made from what differs between two runs.
  Object.assign(doc, { _id: createHash('md5').update(JSON.stringify([document, frame.title, frame.at])).digest() });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
  });
  doc.rect(0, 0, doc.page.width, 64).fill(PRIMARY_FOR_TEXT).rect(0, 64, doc.page.width, 4).fill(BRAND.accent);
  doc.font(FONTS.bold).fontSize(19).fillColor('#FFFFFF').text(printable(frame.brand), MARGIN, 19);
  doc.x = MARGIN;
  doc.y = 104;
  for (const block of paperOf(document)) draw(doc, block);
  foots(doc, frame);
  doc.end();
  return done;
}
