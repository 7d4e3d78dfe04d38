import type { PropertyOptions, ResourceWithOptions } from 'adminjs';
import type { House } from '../../src/wire.js';
import { CODES, labelOf, tonesOf } from '../codes.js';
import { Components } from '../component-loader.js';
import { editActions, forAdmins } from '../manage/edit-actions.js';
import { READ_ONLY, type ActionOptions } from './actions.js';
import { HEADING, ReadOnlyResource } from './read-only-resource.js';
import type { ResourceSpec } from './spec.js';

/** The property that shows the links to related tables. */
const RELATED = 'related';

/** The property that shows what a record has beside its columns. */
const BESIDE = 'beside';

const GROUP_ICONS = { lists: 'List', hours: 'Clock', system: 'Settings' } as const;

const ADMINS_READ: Record<string, ActionOptions> = { ...READ_ONLY, list: { ...READ_ONLY['list'], isAccessible: forAdmins }, show: { ...READ_ONLY['show'], isAccessible: forAdmins }, search: { isAccessible: forAdmins } };

/** Where the menu leads; nowhere for who may not go there. */
function hrefOf(spec: ResourceSpec, href: string) {
  return ({ currentAdmin }: { currentAdmin?: { role?: string } }) => (spec.adminsOnly && currentAdmin?.role !== 'admin' ? '' : href);
}

/** A spec as AdminJS takes it. */
export function describe(spec: ResourceSpec, house: House): ResourceWithOptions {
  const resource = new ReadOnlyResource(spec, house.source.getRepository(spec.entity), house.config.TZ_BUSINESS);
  const properties = Object.fromEntries(resource.properties().map((property) => [property.path(), { isSortable: resource.isSortable(property.path()), ...optionsOf(property.path(), property.type(), spec, house) }]));
  return {
    resource,
    options: {
      id: spec.id,
      navigation: (spec.group ? { name: `menu_${spec.group}`, icon: GROUP_ICONS[spec.group] } : { name: null, icon: spec.icon }) as never,
      ...(spec.href ? { href: hrefOf(spec, spec.href) as never } : {}),
      sort: spec.sort,
      titleProperty: HEADING,
      listProperties: spec.list,
      showProperties: [...spec.show, ...(spec.beside ? [BESIDE] : []), ...(spec.related ? [RELATED] : [])],
      filterProperties: spec.filter,
      properties: {
        ...properties,
        [HEADING]: { type: 'string', isVisible: false },
        ...(spec.files ? { [spec.files]: { type: 'string', isSortable: false, components: { list: Components.Files, show: Components.Files } } } : {}),
        ...(spec.beside ? { [BESIDE]: { type: 'string', components: { show: Components[spec.beside] } } } : {}),
        ...(spec.related ? { [RELATED]: { type: 'string', components: { show: Components.Related }, custom: { related: spec.related } } } : {}),
      },
      actions: { ...(spec.adminsOnly ? ADMINS_READ : READ_ONLY), ...(spec.form ? editActions(spec.id, spec.form, house) : {}), ...spec.actions },
    },
  };
}

function optionsOf(path: string, type: string, spec: ResourceSpec, { t, config }: House): PropertyOptions {
  const group = spec.codes?.[path];
  if (group) {
    return {
      availableValues: CODES[group].codes.map((code) => ({ value: code, label: labelOf(t, group, code) })),
      components: { list: Components.Code, show: Components.Code, filter: Components.CodeFilter },
      custom: { tones: tonesOf(group) },
    };
  }
  if (type === 'datetime') {
    return { components: { list: Components.Moment, show: Components.Moment, filter: Components.MomentFilter }, custom: { locale: config.LOCALE, zone: config.TZ_BUSINESS } };
  }
  if (spec.texts?.includes(path)) return { type: 'string' };
  if (spec.longTexts?.includes(path)) return { components: { list: Components.LongText, show: Components.LongText } };
  const reference = spec.references?.[path];
  return reference ? { reference, type: 'reference', components: { filter: Components.ReferenceFilter } } : {};
}
