import { isDuplicate } from '../../db/failures.js';
import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Severity } from '../facts.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { activeCategories } from './incidents.js';

export interface NewIncident {
  severity: Severity;
  category: string;
  description: string;
  /** The same for the same submission: an incident is opened once (unique key incidents_source). */
  source: string;
}

/** A description shorter than this helps nobody, characters. */
const SHORTEST = 5;
const LONGEST = 3000;

/**
 * Opens an incident about the conversation; also about one that has ended, because complaints come later.
 * @returns its number
 * @throws Refused `slack:refused.incident_category` at `category`, `slack:refused.incident_description` at `description`
 */
export async function openIncident(ctx: Ctx, given: NewIncident): Promise<number> {
  const { actor, conversation, tx, now } = ctx;
  permit(actor, 'open an incident', conversation);
  const categories = await activeCategories(tx);
  if (!categories.some((one) => one.code === given.category)) throw new Refused('slack:refused.incident_category', { allowed: categories.map((one) => one.label).join(', ') }, 'category');
  const description = given.description.trim().slice(0, LONGEST);
  if (description.length < SHORTEST) throw new Refused('slack:refused.incident_description', {}, 'description');
  try {
    const { insertId } = await write(tx, 'INSERT INTO incidents (conversation_id, severity, category, description, opened_by, opened_at, source) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      conversation.id, given.severity, given.category, description, agentIdOf(actor), now, given.source.slice(0, 80),
    ]);
    ctx.record({ kind: 'incident_opened', conversationId: conversation.id, incidentId: insertId, severity: given.severity, category: given.category });
    return insertId;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await selectOne<{ id: number }>(tx, 'SELECT id FROM incidents WHERE source = ?', [given.source.slice(0, 80)]))?.id ?? 0;
  }
}
