import { z } from 'zod';
import { assignee, contact, conversation, head, incident } from './parts.js';

/** POST /incidents of the CRM: a serious incident. */
export const incidentV1 = z.object({ ...head, conversation, contact, assignee, incident }).meta({ title: 'Incident', description: 'POST /incidents of the CRM: an incident of high or critical severity was opened' });

export type IncidentV1 = z.infer<typeof incidentV1>;
