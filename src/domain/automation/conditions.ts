import { z } from 'zod';

/** What makes a rule run (product.md, Automatic messages). */
export const TRIGGERS = ['first_response', 'after_hours', 'received_confirmation', 'follow_up', 'escalation_notice', 'closing'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** When a rule fits. `once`: a second time in the conversation, or in the same closed period, it does not. */
export const conditionsShape = z.strictObject({
  hours: z.enum(['any', 'inside', 'outside']).default('any'),
  contact: z.enum(['any', 'new', 'returning']).default('any'),
  priorities: z.array(z.enum(['low', 'normal', 'high', 'urgent'])).default([]),
  once: z.enum(['always', 'conversation', 'closed_period']).default('conversation'),
});
export type Conditions = z.infer<typeof conditionsShape>;

/** What is known when a rule is judged. */
export interface Situation {
  isOpen: boolean;
  isNewContact: boolean;
  priority: string;
}

/** Does the rule fit? No priority named: any. */
export function fits(conditions: Conditions, { isOpen, isNewContact, priority }: Situation): boolean {
  if (conditions.hours !== 'any' && (conditions.hours === 'inside') !== isOpen) return false;
  if (conditions.contact !== 'any' && (conditions.contact === 'new') !== isNewContact) return false;
  return conditions.priorities.length === 0 || (conditions.priorities as string[]).includes(priority);
}
