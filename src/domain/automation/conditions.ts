import { z } from 'zod';
import type { Priority } from '../facts.js';

/** What makes a rule run (product.md, Automatic messages). */
export const TRIGGERS = ['first_response', 'after_hours', 'received_confirmation', 'follow_up', 'escalation_notice', 'closing'] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const HOURS = ['any', 'inside', 'outside'] as const;
export const CONTACTS = ['any', 'new', 'returning'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly Priority[];
export const ONCE = ['always', 'conversation', 'closed_period'] as const;

/** A stored JSON list; undefined when it is none. */
function listOf(stored: unknown): unknown {
  try {
    return JSON.parse(String(stored));
  } catch {
    return undefined;
  }
}

/** When a rule fits, as its row says it. `once`: a second time in the conversation, or in the same closed period, it does not. */
export const conditionsShape = z.object({
  hours: z.enum(HOURS),
  contact: z.enum(CONTACTS),
  priorities: z.preprocess(listOf, z.array(z.enum(PRIORITIES))),
  once: z.enum(ONCE),
});
export type Conditions = z.infer<typeof conditionsShape>;

/** What is known when a rule is judged. */
export interface Situation {
  isOpen: boolean;
  isNewContact: boolean;
  priority: string;
}

/** The condition that keeps a rule from fitting; undefined when it fits. No priority named: any. */
export function hindranceOf(conditions: Conditions, { isOpen, isNewContact, priority }: Situation): 'hours' | 'contact' | 'priorities' | undefined {
  if (conditions.hours !== 'any' && (conditions.hours === 'inside') !== isOpen) return 'hours';
  if (conditions.contact !== 'any' && (conditions.contact === 'new') !== isNewContact) return 'contact';
  return conditions.priorities.length > 0 && !(conditions.priorities as string[]).includes(priority) ? 'priorities' : undefined;
}

/** A customer's message asks these, in this order: outside hours they learn first when somebody will answer. */
export function triggersOnMessage(isOpen: boolean): Trigger[] {
  return isOpen ? ['first_response', 'received_confirmation'] : ['after_hours', 'first_response', 'received_confirmation'];
}
