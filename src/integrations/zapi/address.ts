import { Broken } from '../../kit/errors.js';

/** Where a contact is written to: the number, or the lid of one who hides it. @throws Broken when there is neither */
export function addressOf(contact: { phone: string | null; lid: string | null }): string {
  const to = contact.phone ?? contact.lid;
  if (to === null) throw new Broken('the contact has neither phone nor lid (erased?)');
  return to;
}
