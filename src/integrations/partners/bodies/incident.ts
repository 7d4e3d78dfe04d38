import type { Sql } from '../../../db/rows.js';
import { findIncident } from '../../../domain/incidents/incidents.js';
import { Broken } from '../../../kit/errors.js';
import type { IncidentV1 } from '../schemas/incident.js';
import type { Known } from './known.js';

/** An incident as other systems read it. @throws Broken when there is none of this number */
export async function incidentOf(sql: Sql, incidentId: number): Promise<IncidentV1['incident']> {
  const found = await findIncident(sql, incidentId);
  if (!found) throw new Broken(`incident ${incidentId} does not exist`);
  const { id, severity, category, category_label: categoryLabel, description, status, opened_at: openedAt, opened_by_name: openedBy } = found;
  return { id, severity, category, categoryLabel, description, status, openedAt: openedAt.toISOString(), openedBy };
}

export async function incidentBody(sql: Sql, { conversation, contact, assignee }: Known, { incidentId }: { incidentId: number }): Promise<Omit<IncidentV1, 'version' | 'id' | 'occurredAt'>> {
  return { conversation, contact, assignee, incident: await incidentOf(sql, incidentId) };
}
