import { z } from 'zod';
import { assignee, contact, conversation, head, patient } from './parts.js';

/** POST /leads of the CRM: creates or updates the lead of a conversation. */
export const leadV1 = z.object({
  ...head,
  stage: z.enum(['proposal', 'active', 'lost']).meta({ description: 'What it became, and why this call is made' }),
  conversation,
  contact,
  assignee,
  patient,
  source: z.object({ title: z.string(), url: z.string().nullable() }).nullable().meta({ description: 'The advertisement the customer came from' }),
  loss: z.object({ reason: z.string(), label: z.string() }).nullable().meta({ description: 'Only when the stage is lost' }),
  triage: z.object({
    complete: z.boolean(),
    answered: z.int().nonnegative(),
    required: z.int().nonnegative(),
    summary: z.string().meta({ description: 'The answers as text, one a line' }),
    answers: z.array(z.object({ code: z.string(), label: z.string(), value: z.string() })),
  }),
}).meta({ title: 'Lead', description: 'POST /leads of the CRM: an upsert by conversation.id' });

export type LeadV1 = z.infer<typeof leadV1>;
