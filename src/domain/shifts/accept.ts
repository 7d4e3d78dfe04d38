import { select, selectOne, write } from '../../db/rows.js';
import { Broken, Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { assign } from '../inbox/assign.js';
import { findAgent } from '../people/agents.js';
import { mayInHouse, permitInHouse } from '../people/permissions.js';
import { findHandover, type Handover } from './handovers.js';

export interface Accepted {
  handover: Handover;
  taken: number[];
  /** What did not come along: over meanwhile, or somebody else's. */
  left: { id: number; owner: string | null }[];
}

/**
 * "Aceitar": the conversations become the actor's. One of two people wins; the conversations that have another owner by
 * now, or ended, stay as they are. Lock order: conversations by number, then the hand-over.
 * @param why what the history of each conversation says
 * @throws Refused `slack:refused.handover_taken` naming who has it, `…handover_theirs` when it is for somebody else (supervisors may), `…handover_own`
 */
export async function acceptHandover(ctx: Ctx, id: number, why: string): Promise<Accepted> {
  const { actor, tx, now } = ctx;
  permitInHouse(actor, 'take over a shift');
  if (actor.kind !== 'agent') throw new Broken('only people take over');
  const items = await select<{ conversation_id: number }>(tx, 'SELECT conversation_id FROM handover_items WHERE handover_id = ? ORDER BY conversation_id', [id]);
  const conversations = [];
  for (const item of items) conversations.push(await ctx.lock(item.conversation_id));
  await selectOne(tx, 'SELECT id FROM handovers WHERE id = ? FOR UPDATE', [id]);
  const handover = await findHandover(tx, id);
  if (!handover) throw new Refused('slack:refused.already_decided');
  if (handover.state === 'accepted') throw new Refused('slack:refused.handover_taken', { name: handover.from_name, who: handover.to_name ?? '' });
  if (handover.from_agent_id === actor.id) throw new Refused('slack:refused.handover_own');
  if (handover.to_agent_id !== null && handover.to_agent_id !== actor.id && !mayInHouse(actor, 'see the supervision desk')) throw new Refused('slack:refused.handover_theirs', { who: handover.to_name ?? '' });
  const accepted: Accepted = { handover, taken: [], left: [] };
  // Two of them may have been merged into one.
  for (const conversation of new Set(conversations)) {
    const isTheirs = conversation.assignee_id === handover.from_agent_id || conversation.assignee_id === null;
    if (conversation.open_contact_id === null) accepted.left.push({ id: conversation.id, owner: null });
    else if (!isTheirs && conversation.assignee_id !== actor.id) accepted.left.push({ id: conversation.id, owner: (await findAgent(tx, conversation.assignee_id as number))?.name ?? '' });
    else {
      ctx.enter(conversation);
      await assign(ctx, actor.id, why, { toldOtherwise: true });
      accepted.taken.push(conversation.id);
    }
  }
  await write(tx, "UPDATE handovers SET state = 'accepted', to_agent_id = ?, decided_at = ? WHERE id = ?", [actor.id, now, id]);
  ctx.record({ kind: 'handover_moved', handoverId: id, change: 'accepted', fromAgentId: handover.from_agent_id, toAgentId: actor.id });
  return accepted;
}
