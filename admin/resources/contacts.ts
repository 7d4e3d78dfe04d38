import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { Contact } from '../../src/domain/people/entities.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import type { BuildSpec } from './spec.js';

/** Phones are masked everywhere except on the record itself when an administrator opens it. */
export const contacts: BuildSpec = ({ t }) => ({
  id: 'contacts',
  entity: Contact,
  icon: 'Users',
  list: ['id', 'name', 'phone', 'createdAt', 'updatedAt'],
  show: ['id', 'name', 'phone', 'mergedIntoId', 'createdAt', 'updatedAt'],
  filter: ['name', 'phone', 'createdAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  references: { mergedIntoId: 'contacts' },
  related: [{ resource: 'conversations', by: 'contactId' }],
  heading: (values) => String(values['name'] || t('portal:contacts.no_name')),
  searchBy: 'name',
  dress(records, { full }) {
    for (const record of records) {
      const phone = record['phone'];
      if (typeof phone === 'string') record['phone'] = full ? written(phone) : displayMaskedPhone(phone);
    }
  },
});

function written(phone: string): string {
  const international = `+${phone.replace(/\D/g, '')}`;
  return parsePhoneNumberFromString(international)?.formatInternational() ?? phone;
}
