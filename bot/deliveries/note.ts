import { findNote } from '../../src/domain/inbox/notes.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { teamMembers } from '../../src/domain/people/team.js';
import type { BotParts } from '../parts.js';
import { mentioning } from '../views/mentions.js';
import { plainWords } from '../views/parts.js';
import { postInThread } from './home.js';

/** A note in the thread, under its author's name; a colleague it mentions is called by Slack. */
export function showNote(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { noteId } = JSON.parse(delivery.payload ?? '{}') as { noteId: number };
  return postInThread(delivery.conversation_id as number, delivery, context, parts, async () => {
    const note = await findNote(context.sql, noteId);
    if (!note) return undefined;
    const team = await teamMembers(context.sql);
    return { text: `${parts.t('slack:line.note', { who: plainWords(note.author ?? parts.t('slack:overtaken.system')) })} ${mentioning(note.body, team)}` };
  });
}
