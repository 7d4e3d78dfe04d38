import { Contact } from '../../src/domain/people/entities.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import { privacyActions } from '../privacy/contact-actions.js';
import { contactConversations } from './contact-conversations.js';
import { writtenPhone } from './written-phone.js';
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
  sortable: ['id', 'name'],
  words: ['name'],
  references: { mergedIntoId: 'contacts' },
  related: [{ resource: 'conversations', by: 'contactId' }],
  heading: (values) => String(values['name'] || house.t('portal:contacts.no_name')),
  searchBy: 'name',
  beside: 'ContactConversations',
  actions: { ...contactConversations(house), ...privacyActions(house) },
  dress(records, { full }) {
    for (const record of records) {
      const phone = record['phone'];
      if (typeof phone === 'string') record['phone'] = full ? writtenPhone(phone) : displayMaskedPhone(phone);
    }
  },
});
