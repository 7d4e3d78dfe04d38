import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { Suggestion } from '../../src/domain/outbox/suggestions.js';
import { checklistOf } from '../../src/domain/triage/checklist.js';
import type { BotParts } from '../parts.js';
import { suggestionView } from '../views/suggestion.js';
import { triageSummaryBlocks, type SummaryReason } from '../views/triage-summary.js';
import { inThread, postOnce, type PostContent } from './home.js';
import { markOf } from './tell.js';

/** What the house suggests in the thread. Overtaken while it waited: nothing is said. */
export function sendSuggestion(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return postInThread(delivery, context, parts, async (id) => {
    const card = await cardOf(context.sql, id);
    return card && suggestionView(JSON.parse(delivery.payload ?? '{}') as Suggestion, card, parts.t);
  });
}

/** The triage's answers, as they are when it is posted. */
export function sendTriageSummary(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { why } = JSON.parse(delivery.payload ?? '{}') as { why: SummaryReason };
  return postInThread(delivery, context, parts, async (id) => triageSummaryBlocks(await checklistOf(context.sql, id), why, parts));
}

function postInThread(delivery: Delivery, context: SendContext, parts: BotParts, contentOf: (conversationId: number) => Promise<PostContent | undefined>): Promise<Outcome> {
  const id = delivery.conversation_id as number;
  return inThread(id, context, parts, async (home) => {
    const content = await contentOf(id);
    if (!content) return { done: 'obsolete' };
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, markOf(delivery), content);
    return { done: 'sent', result: ts };
  });
}
