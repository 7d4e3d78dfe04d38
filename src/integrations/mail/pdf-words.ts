import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import type { Words } from '../../domain/email/document.js';
import { BRAND, PRIMARY_FOR_TEXT } from '../../kit/brand-colours.js';

const require = createRequire(import.meta.url);
const font = (name: string) => require.resolve(`@expo-google-fonts/noto-sans/${name}`);
/** Fonts of their own, so that every letter we print is on every machine. */
export const FONTS = { regular: font('400Regular/NotoSans_400Regular.ttf'), bold: font('700Bold/NotoSans_700Bold.ttf'), italic: font('400Regular_Italic/NotoSans_400Regular_Italic.ttf') } as const;
/** Points. */
export const MARGIN = 56;
export const SIZE = 11;

export type Doc = InstanceType<typeof PDFDocument>;

/** What the font has no letter for (emoji, most signs of other scripts) would be an empty box on paper. */
export const printable = (text: string) => text.replace(/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{N}\p{P}\p{Zs}\p{Sc}\p{Sm}\n]/gu, '');

/** The same words, a list for each of their lines. */
function linesOf(spans: readonly Words[]): Words[][] {
  const lines: Words[][] = [[]];
  for (const span of spans) {
    span.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (printable(text) !== '') lines.at(-1)?.push({ ...span, text: printable(text) });
    });
  }
  return lines.filter((line) => line.length > 0);
}

/** Words in their looks, flowing on one line after the other. */
export function writeWords(doc: Doc, spans: readonly Words[], options: { size?: number; colour?: string; bold?: boolean; x?: number; width?: number } = {}): void {
  const { size = SIZE, colour = BRAND.text, bold = false, x = doc.x, width } = options;
  for (const line of linesOf(spans)) {
    line.forEach((span, index) => {
      doc.font(span.bold || bold ? FONTS.bold : span.italic ? FONTS.italic : FONTS.regular).fontSize(size).fillColor(span.href === undefined ? colour : PRIMARY_FOR_TEXT);
      const look = { continued: index < line.length - 1, lineGap: 3, underline: span.href !== undefined, link: span.href ?? null, ...(width === undefined ? {} : { width }) };
      if (index === 0) doc.text(span.text, x, doc.y, look);
      else doc.text(span.text, look);
    });
  }
}
