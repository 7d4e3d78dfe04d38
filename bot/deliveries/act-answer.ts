import type { KnownBlock } from '@slack/web-api';
import { findReply } from '../../src/domain/inbox/replies.js';
import type { KeywordAnswer } from '../../src/domain/facts.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Refused } from '../../src/kit/errors.js';
import { refusalWords } from '../actor.js';
import { actOf } from '../acts/offered.js';
import { personOf } from '../acts/run.js';
import type { Shown } from '../acts/act.js';
import type { BotParts } from '../parts.js';
import { actButton, type ActName } from '../surface.js';
import { actions, button, section } from '../views/parts.js';
import { joinButton } from '../views/team.js';
import { say } from './whisper.js';

/** Tells the author of a `!word` what became of it: only they see it, below what they wrote. */
export async function answerWord(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { user, answer } = JSON.parse(delivery.payload ?? '{}') as { user: string; answer: KeywordAnswer };
  const reply = await findReply(context.sql, delivery.reply_id ?? 0);
  if (!reply) return { done: 'obsolete' };
  const { text, blocks } = await shownAs(answer, reply.conversation_id, user, parts).catch((error: unknown) => {
    if (error instanceof Refused) return asSection(refusalWords(error, parts.t));
    throw error;
  });
  return say(parts, { channel: reply.channel_id, threadTs: reply.thread_ts }, user, text, blocks);
}

async function shownAs(answer: KeywordAnswer, conversationId: number, user: string, parts: BotParts): Promise<Shown> {
  if (answer.is === 'said') {
    const said = asSection(refusalWords({ messageKey: answer.key, vars: answer.vars }, parts.t));
    return answer.key === 'slack:refused.stranger' ? { ...said, blocks: [...said.blocks, joinButton(parts.t)] } : said;
  }
  const name = answer.act as ActName;
  const act = actOf(name);
  if (answer.is === 'reads' && act.is !== 'change') {
    const person = await personOf(parts, user);
    const shown = act.is === 'read' ? await act.show(conversationId, answer.words, parts, person) : await act.show(answer.words, parts, person);
    if (!('view' in shown)) return shown;
    if (shown.instead) return shown.instead;
  }
  const text = parts.t('slack:picker.form', { label: parts.t(`slack:act.${name}.label`) });
  return { text, blocks: [section(text), actions(button(parts.t(`slack:act.${name}.label`), actButton(name), String(conversationId), 'primary'))] };
}

const asSection = (text: string): { text: string; blocks: KnownBlock[] } => ({ text, blocks: [section(text)] });
