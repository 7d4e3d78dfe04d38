import { Contact } from '../../src/domain/people/entities.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import { privacyActions } from '../privacy/contact-actions.js';
import type { BuildSpec } from './spec.js';

/** Phones are masked everywhere except on the record itself when an administrator opens it. */
export const contacts: BuildSpec = (house) => ({
  id: 'contacts',
  entity: Contact,
  icon: 'Users',
  list: ['id', 'name', 'phone', 'createdAt', 'updatedAt'],
  show: ['id', 'name', 'phone', 'mergedIntoId', 'createdAt', 'updatedAt'],
  filter: ['name', 'phone', 'createdAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  references: { mergedIntoId: 'contacts' },
  related: [{ resource: 'conversations', by: 'contactId' }],
  heading: (values) => String(values['name'] || house.t('portal:contacts.no_name')),
  searchBy: 'name',
  actions: privacyActions(house),
  dress(records, { full }) {
    for (const record of records) {
      const phone = record['phone'];
      if (typeof phone === 'string') record['phone'] = full ? written(phone) : displayMaskedPhone(phone);
    }
  },
});

/** `+55 11 98888-7777`; numbers of other countries as their digits. */
function written(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `+${digits.replace(/^(55)(\d{2})(\d{4,5})(\d{4})$/, '$1 $2 $3-$4')}`;
}
