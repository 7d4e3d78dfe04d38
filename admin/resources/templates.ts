import { TemplateRecord } from '../../src/domain/settings/entities.js';
import { MESSAGE_TEMPLATES, versionsOf } from '../../src/domain/templates/editable-template.js';
import { previewAction, variablesFor } from '../manage/try-actions.js';
import type { BuildSpec } from './spec.js';

export const templates: BuildSpec = (house) => ({
  id: 'templates',
  entity: TemplateRecord,
  icon: 'FileText',
  group: 'lists',
  list: ['title', 'code', 'category', 'active', 'uses', 'lastUsedAt'],
  show: ['title', 'code', 'category', 'active', 'body', 'uses', 'lastUsedAt', 'updatedAt'],
  filter: ['title', 'code', 'category', 'active', 'body'],
  sort: { sortBy: 'title', direction: 'asc' },
  codes: { active: 'yes_no', category: 'template_category' },
  longTexts: ['body'],
  heading: (values) => String(values['title']),
  searchBy: 'title',
  form: {
    table: MESSAGE_TEMPLATES,
    help: ['code', 'category', 'active'],
    beside: 'template',
    extras: async (id) => ({ variables: variablesFor(house), locale: house.config.LOCALE, zone: house.config.TZ_BUSINESS, versions: id === undefined ? [] : await versionsOf(house.source.manager, id) }),
  },
  actions: previewAction(house),
});
