import type { EmailVariable } from './variables.js';

/** Words that look the same. `href`: where they lead (https or mailto; read-body.ts lets nothing else in). */
export interface Words {
  text: string;
  bold?: true;
  italic?: true;
  href?: string;
}

/** A place that is filled with a value, in the look of the words around it, and leading where they lead. */
export interface Place extends Omit<Words, 'text'> {
  variable: EmailVariable;
}

type Block<Span> =
  | { is: 'heading'; level: 1 | 2; spans: Span[] }
  | { is: 'paragraph'; spans: Span[] }
  | { is: 'list'; ordered: boolean; items: Span[][] }
  /** The first row is no heading: a table is a list of labels and values. */
  | { is: 'table'; rows: Span[][][] }
  | { is: 'rule' };

/**
 * An e-mail's text as everything that shows it takes it: HTML, plain text, PDF and Slack. It holds words and no markup, so
 * a value put into it can be nothing but words. Stored as JSON in emails.content.
 */
export type EmailDocument = Block<Words>[];

/** The same with its places still open: a template as it was read. */
export type EmailTemplateDocument = Block<Words | Place>[];

export type EmailBlock = EmailDocument[number];
export type TemplateBlock = EmailTemplateDocument[number];
