import type { Button, KnownBlock } from '@slack/web-api';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import type { AskedQuestion } from '../../src/domain/triage/asked-questions.js';
import { progressOf, type TriageLine } from '../../src/domain/triage/checklist.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { button, clockTime, context, mrkdwn, plainWords, section, shorten } from './parts.js';
import { answerField } from './triage-fields.js';

/** A form holds 100 blocks: two for each question, and the head. */
const MAX_QUESTIONS = 48;

/** Marks the place of a question in the form. */
export const questionBlock = (itemId: number): string => `ask_${itemId}`;

/** What the patient's own record says of a question that has no answer yet. */
function fromPatient(code: string, card: CardData): string | null {
  if (code === 'patient_name') return card.patient_name;
  if (code === 'patient_age') return card.patient_age === null ? null : String(card.patient_age);
  return code === 'care_type' ? card.care_type : null;
}

/** The checklist as a form: how far it is, then each question with its tip, a button that sends it, and its field. */
export function triageBlocks(lines: TriageLine[], card: CardData, asked: AskedQuestion[], parts: Pick<BotParts, 't' | 'clock' | 'zone' | 'locale'>): KnownBlock[] {
  const { t } = parts;
  const { done, needed } = progressOf(lines);
  const bar = '▓'.repeat(done) + '░'.repeat(needed - done);
  const questions = lines.filter((line) => line.active).slice(0, MAX_QUESTIONS);
  return [
    section(`*${plainWords(card.contact_name || t('slack:card.no_name'))}* · ${bar} ${t('slack:triage.progress', { done, needed })}`),
    context(t('slack:triage.how')),
    ...questions.flatMap((line, index) => {
      const at = asked.filter((one) => one.itemId === line.id).pop()?.at;
      const sent = at && t('slack:triage.sent_at', { time: clockTime(at, parts.clock.now(), parts.zone, parts.locale) });
      return [questionSection(line, card.closed_at === null ? card.id : undefined, sent, t), answerField(line, index + 1, fromPatient(line.code, card), t)];
    }),
  ];
}

function questionSection(line: TriageLine, conversationId: number | undefined, sent: string | undefined, t: BotParts['t']): KnownBlock {
  const text = mrkdwn(shorten(`💬 ${plainWords(line.question)}${sent === undefined ? '' : `\n_${sent}_`}`, 3000));
  const block = { type: 'section' as const, block_id: questionBlock(line.id), text };
  if (conversationId === undefined) return block;
  const send: Button = { ...button(t('slack:triage.send'), ACTIONS.triageAsk, `${conversationId}:${line.id}`), accessibility_label: shorten(`${t('slack:triage.send')}: ${line.label}`, 75) };
  return { ...block, accessory: send };
}

/** The form as it stands before the person, only the question's button replaced by what became of it: what they have typed stays. */
export function markAsked(blocks: KnownBlock[], itemId: number, words: string): KnownBlock[] {
  return blocks.map((block) => {
    if (block.type !== 'section' || block.block_id !== questionBlock(itemId)) return block;
    return { type: 'section', block_id: questionBlock(itemId), text: mrkdwn(shorten(`${block.text?.text ?? ''}\n${words}`, 3000)) };
  });
}
