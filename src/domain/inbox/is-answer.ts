/**
 * Kinds of message from the company's phone that WhatsApp makes itself: a payment asked for, taken or declined, an order's
 * state. Nobody typed them (Z-API's samples give them amounts and states, never words; that a request was declined even
 * comes as a notification with `fromMe: true`), and the customer who waits has been told nothing by them.
 */
const WORDLESS = ['payment', 'order'];

/** Does a message from the company's phone answer the customer, as a person's words do? */
export function isAnswer(message: { kind: string; body: string }): boolean {
  return message.body.trim() !== '' || !WORDLESS.includes(message.kind);
}

/** The same of a stored message `m`, for SQL. */
export const IS_ANSWER = `NOT (m.author_kind = 'phone' AND m.kind IN (${WORDLESS.map((kind) => `'${kind}'`).join(', ')}) AND TRIM(m.body) = '')`;
