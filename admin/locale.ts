import type { House } from '../src/wire.js';
import { CODES, labelOf } from './codes.js';
import { MANAGE_FRAME, MANAGE_TEXTS } from './manage/texts.js';
import { TRANSCRIPT_TEXTS } from './transcript/texts.js';
import { resourceSpecs } from './resources/all.js';
import type { ResourceSpec } from './resources/spec.js';

/** AdminJS's own texts that are missing, wrong or written for programmers; the rest is taken from its translation. */
const FRAME = [
  'actions.show', 'actions.reassign', 'actions.resolve', 'actions.retry', 'actions.discard', 'actions.retrySeveral',
  'buttons.filter', 'buttons.filterActive', 'buttons.applyChanges', 'buttons.resetFilter', 'buttons.logout', 'buttons.cancel', 'buttons.confirm',
  'labels.navigation', 'labels.dashboard', 'labels.filters', 'labels.selectedRecords',
  'messages.anyForbiddenError', 'messages.forbiddenError', 'messages.errorFetchingRecord', 'messages.errorFetchingRecords', 'messages.noRecords', 'messages.noRecordsInResource',
  'messages.noRecordsSelected', 'messages.error404Record', 'messages.error404Resource', 'messages.error404Action', 'messages.pageNotFound_title', 'messages.pageNotFound_subtitle',
  'properties.from', 'properties.to',
];

/** What our components say. */
const COMPONENTS = [
  'Dashboard.open', 'Dashboard.waiting', 'Dashboard.longest', 'Dashboard.pending', 'Dashboard.dead', 'Dashboard.dead_events', 'Dashboard.whatsapp', 'Dashboard.last_event', 'Dashboard.nobody', 'Dashboard.never',
  'Dashboard.since', 'Dashboard.connected', 'Dashboard.disconnected', 'Dashboard.unknown', 'Dashboard.off', 'Dashboard.updated', 'Dashboard.stale', 'Dashboard.loading', 'Dashboard.under_a_minute',
  'Filter.any', 'Filter.nothing', 'Filter.searching', 'Related.open', ...['deliveries', 'webhookEvents'].flatMap((resource) => ['retry', 'discard', 'retrySeveral'].map((action) => `ConfirmDeliveries.${resource}.${action}`)), 'ConfirmDeliveries.failed', 'ConfirmDeliveries.reason', 'ConfirmDeliveries.reason_help',
  ...TRANSCRIPT_TEXTS,
];

/** AdminJS puts its values into these by itself. */
const LEFT_TO_ADMINJS = Object.fromEntries(['count', 'selected', 'resourceId', 'recordId', 'actionName', 'pageName', 'when', 'time', 'resource', 'name', 'number', 'who', 'phrases', 'label', 'position', 'of', 'zone', 'value', 'left', 'spent', 'goal', 'hint'].map((name) => [name, `{{${name}}}`]));

/** The portal's language: AdminJS's texts with ours over them. */
export function adminLocale(house: House) {
  const language = house.config.LOCALE;
  return { language, availableLanguages: [language], localeDetection: false, translations: { [language]: translations(house) } } as never;
}

function translations(house: House): Record<string, unknown> {
  const { t } = house;
  const texts: Record<string, unknown> = {};
  for (const key of [...FRAME, ...MANAGE_FRAME]) texts[key] = t(`portal:frame.${key}`, LEFT_TO_ADMINJS);
  for (const key of [...COMPONENTS, ...MANAGE_TEXTS]) texts[`components.${key}`] = t(`portal:components.${key}`, LEFT_TO_ADMINJS);
  for (const spec of resourceSpecs(house)) Object.assign(texts, textsOf(spec, house));
  texts['pages.reports'] = t('reports:ui.title');
  texts['labels.pages'] = t('reports:menu');
  texts['resources.conversations.actions.show'] = t('portal:transcript.title');
  texts['properties.related'] = t('portal:properties.related');
  return texts;
}

function textsOf(spec: ResourceSpec, { t }: House): Record<string, string> {
  const name = t(`portal:resources.${spec.id}`);
  const texts: Record<string, string> = { [`labels.${spec.id}`]: name, [`resources.${spec.id}.actions.list`]: name };
  for (const path of new Set(['id', ...spec.list, ...spec.show, ...spec.filter])) texts[`resources.${spec.id}.properties.${path}`] = t(`portal:properties.${spec.labels?.[path] ?? path}`);
  for (const [path, group] of Object.entries(spec.codes ?? {})) {
    for (const code of CODES[group].codes) texts[`resources.${spec.id}.labels.${path}.${code}`] = labelOf(t, group, code);
  }
  return texts;
}
