import { z } from 'zod';
import { selectOne, type Sql } from '../../src/db/rows.js';
import { ACTS, type ActName } from '../surface.js';

/** What a person saw of a conversation when a form was opened. */
export interface Seen {
  status: string;
  priority: string;
  level: string;
  assignee_id: number | null;
}

const subjectShape = z.object({
  act: z.enum(Object.keys(ACTS) as [ActName, ...ActName[]]),
  conversation: z.number().int(),
  seen: z.object({ status: z.string(), priority: z.string(), level: z.string(), assignee_id: z.number().nullable() }),
});

/** What a form of an act is about, as it carries it itself in private_metadata. */
export type FormSubject = z.infer<typeof subjectShape>;

export const writeSubject = (subject: FormSubject): string => JSON.stringify(subject);

/** @throws ZodError for metadata that is not ours (a forged or an outdated form) */
export const readSubject = (metadata: string): FormSubject => subjectShape.parse(JSON.parse(metadata));

/** The conversation as it is now; one that was merged, as the one that goes on. */
export function seenNow(sql: Sql, conversationId: number): Promise<(Seen & { id: number }) | undefined> {
  return selectOne(sql, 'SELECT c.id, c.status, c.priority, c.level, c.assignee_id FROM conversations m JOIN conversations c ON c.id = COALESCE(m.merged_into_id, m.id) WHERE m.id = ?', [conversationId]);
}
