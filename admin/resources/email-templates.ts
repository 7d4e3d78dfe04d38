import { EMAIL_TEMPLATES, emailVersionsOf } from '../../src/domain/email/editable-template.js';
import { EmailTemplateRecord } from '../../src/domain/email/entities.js';
import { emailPreviewAction, emailVariablesFor } from '../manage/email-preview.js';
import type { BuildSpec } from './spec.js';

export const emailTemplates: BuildSpec = (house) => ({
  id: 'emailTemplates',
  entity: EmailTemplateRecord,
  icon: 'Mail',
  group: 'lists',
  list: ['title', 'code', 'subject', 'attachPdf', 'active', 'updatedAt'],
  show: ['title', 'code', 'subject', 'body', 'attachPdf', 'active', 'updatedAt'],
  filter: ['title', 'code', 'subject', 'active', 'body'],
  sort: { sortBy: 'title', direction: 'asc' },
  codes: { active: 'yes_no', attachPdf: 'yes_no' },
  longTexts: ['body'],
  heading: (values) => String(values['title']),
  searchBy: 'title',
  form: {
    table: EMAIL_TEMPLATES,
    help: ['code', 'subject', 'body', 'attach_pdf', 'active'],
    beside: 'email',
    extras: async (id) => ({ variables: emailVariablesFor(house), locale: house.config.LOCALE, zone: house.config.TZ_BUSINESS, versions: id === undefined ? [] : await emailVersionsOf(house.source.manager, id) }),
  },
  actions: emailPreviewAction(house),
});
