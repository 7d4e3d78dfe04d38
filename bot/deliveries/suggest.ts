import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { Suggestion } from '../../src/domain/outbox/suggestions.js';
import { checklistOf } from '../../src/domain/triage/checklist.js';
import type { BotParts } from '../parts.js';
import { suggestionView } from '../views/suggestion.js';
import { triageSummaryBlocks, type SummaryReason } from '../views/triage-summary.js';
import { postInThread } from './home.js';

/** What the house suggests in the thread. Overtaken while it waited: nothing is said. */
export function sendSuggestion(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const id = delivery.conversation_id as number;
  return postInThread(id, delivery, context, parts, async () => {
    const card = await cardOf(context.sql, id);
    return card && suggestionView(JSON.parse(delivery.payload ?? '{}') as Suggestion, card, parts.t);
  });
}

/** The triage's answers, as they are when it is posted. */
export function sendTriageSummary(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { why } = JSON.parse(delivery.payload ?? '{}') as { why: SummaryReason };
  const id = delivery.conversation_id as number;
  return postInThread(id, delivery, context, parts, async () => triageSummaryBlocks(await checklistOf(context.sql, id), why, parts));
}
