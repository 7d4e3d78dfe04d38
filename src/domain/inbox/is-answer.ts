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

/** Answers of people in a conversation (`?`), for SQL, as `m`: words that went out or are on their way; taken back, failed or held is none. */
export const HUMAN_ANSWERS = `FROM messages m LEFT JOIN slack_replies r ON r.id = m.reply_id
  WHERE m.conversation_id = ? AND m.direction = 'outbound' AND m.author_kind IN ('agent', 'phone') AND m.status NOT IN ('deleted', 'failed')
    AND (r.id IS NULL OR r.state = 'queued') AND ${IS_ANSWER}`;
