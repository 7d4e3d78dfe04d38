import { DateTime } from 'luxon';
import { selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { queueAutomatic } from '../inbox/queue-automatic.js';
import { describeHours } from '../working-hours/describe-hours.js';
import { checklistOf, type TriageLine } from './checklist.js';
import { readAnswer } from './read-answer.js';
import { saveAnswers } from './save-answers.js';

interface State {
  item_id: number | null;
  state: 'asking' | 'stopped' | 'done';
  updated_at: Date;
}

/** Nobody reads a question and answers it in less, ms. */
const FASTEST_READER_MS = 3000;

/** By these words a customer asks for a person instead. */
const STOP = /^\s*(?:atendente|humano|pessoa|parar|agent|human|stop)\s*[.!]*\s*$/i;

/**
 * Outside hours the checklist is offered to the customer, one question at a time (setting `after_hours_triage`). What they
 * write is shown in the thread as always, and is taken as the answer to the question asked last; what cannot be read as
 * one (an age in words) is kept as a message and the next question is asked. It ends with the word "atendente", when
 * somebody of the team writes, when the house opens, or with the last question.
 */
export async function askAfterHours(ctx: Ctx, fact: FactOf<'message_received'>): Promise<void> {
  const { conversation, tx, now, settings, house } = ctx;
  if (settings.after_hours_triage !== 'on' || ctx.calendar.isOpen(now)) return;
  if (conversation.open_contact_id === null || (conversation.status !== 'new' && conversation.status !== 'triage')) return;
  // A person answers, or somebody is in danger: no questions.
  if (await selectOne(tx, "SELECT id FROM messages WHERE conversation_id = ? AND author_kind IN ('agent', 'phone') LIMIT 1", [conversation.id])) return;
  if (ctx.happened('red_flag_seen') || (await selectOne(tx, "SELECT id FROM conversation_history WHERE conversation_id = ? AND action = 'red_flag' LIMIT 1", [conversation.id]))) return;
  const known = await selectOne<State>(tx, 'SELECT item_id, state, updated_at FROM after_hours_triage WHERE conversation_id = ? FOR UPDATE', [conversation.id]);
  if (known && known.state !== 'asking') return;
  // Written before anybody could have read the question: a burst, or two messages taken together. It answers nothing.
  if (known && fact.occurredAt < later(known.updated_at, FASTEST_READER_MS)) return;
  const body = known ? ((await selectOne<{ body: string }>(tx, 'SELECT body FROM messages WHERE id = ?', [fact.messageId]))?.body ?? '') : '';
  const today = DateTime.fromJSDate(now, { zone: house.zone }).toFormat('yyyy-MM-dd');
  if (known && STOP.test(body)) {
    await keep(ctx, null, 'stopped');
    await queueAutomatic(ctx, house.t('slack:after_hours.stopped'), 'after_hours_triage');
    return;
  }
  const lines = await checklistOf(tx, conversation.id);
  if (known) await takeAnswer(ctx, lines, known.item_id, body, today);
  // Behind the question that was just answered, so what stands in the lines there is still so.
  const next = nextQuestion(lines, known?.item_id ?? null);
  await keep(ctx, next?.id ?? null, next ? 'asking' : 'done');
  const hours = describeHours(ctx.calendar.hours, house.t);
  const asked = (question: string) => (known ? house.t('slack:after_hours.next', { question }) : house.t('slack:after_hours.first', { question, hours }));
  const words = next ? asked(next.question) : house.t('slack:after_hours.done');
  await queueAutomatic(ctx, words, 'after_hours_triage');
}

async function takeAnswer(ctx: Ctx, lines: TriageLine[], itemId: number | null, body: string, today: string): Promise<void> {
  const line = lines.find((one) => one.id === itemId);
  if (!line || line.value !== null || body.trim() === '') return;
  try {
    await ctx.attempt(async () => {
      await saveAnswers(ctx, [{ itemId: line.id, value: readAnswer(line, body.trim(), today) }], today);
    });
  } catch (error) {
    // Not readable as this field: the words stand in the thread, and the attendant asks in the morning.
    if (!(error instanceof Refused)) throw error;
  }
}

/** The next required question without an answer behind the one asked last; none is asked twice. */
function nextQuestion(lines: TriageLine[], lastId: number | null): TriageLine | undefined {
  const from = lines.findIndex((line) => line.id === lastId) + 1;
  return lines.slice(from).find((line) => line.active && line.required && line.value === null);
}

async function keep(ctx: Ctx, itemId: number | null, state: State['state']): Promise<void> {
  await write(
    ctx.tx,
    'INSERT INTO after_hours_triage (conversation_id, item_id, state, updated_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE item_id = VALUES(item_id), state = VALUES(state), updated_at = VALUES(updated_at)',
    [ctx.conversation.id, itemId, state, ctx.now],
  );
}
