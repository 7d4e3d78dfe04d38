import { select } from '../../src/db/rows.js';
import { PRIORITIES } from '../../src/domain/automation/conditions.js';
import { AUTO_RULES } from '../../src/domain/automation/editable-rule.js';
import { AutoRuleRecord } from '../../src/domain/automation/entities.js';
import { templateChoices } from '../../src/domain/templates/editable-template.js';
import { arrangeAction } from '../manage/arrange-action.js';
import { ruleActions } from '../manage/rule-actions.js';
import type { BuildSpec, Values } from './spec.js';

/** What is sent by itself, and when. */
export const autoRules: BuildSpec = (house) => {
  const { t, source } = house;

  async function dress(records: Values[]): Promise<void> {
    const titles = new Map((await select<{ code: string; title: string }>(source.manager, 'SELECT code, title FROM message_templates')).map(({ code, title }) => [code, title]));
    for (const record of records) {
      record['templateCode'] = titles.get(String(record['templateCode'])) ?? record['templateCode'];
      record['priorities'] = PRIORITIES.filter((one) => String(record['priorities']).includes(`"${one}"`)).map((one) => t(`portal:options.priorities.${one}`)).join(', ') || t('portal:options.priorities.any');
    }
  }

  return {
    id: 'autoRules',
    entity: AutoRuleRecord,
    icon: 'Zap',
    group: 'lists',
    list: ['position', 'label', 'active', 'triggerCode', 'templateCode', 'hours'],
    show: ['label', 'code', 'triggerCode', 'templateCode', 'hours', 'contact', 'priorities', 'once', 'active', 'position', 'updatedAt'],
    filter: ['label', 'triggerCode', 'active'],
    sort: { sortBy: 'position', direction: 'asc' },
    codes: { active: 'yes_no', triggerCode: 'auto_trigger', hours: 'auto_hours', contact: 'auto_contact', once: 'auto_once' },
    texts: ['templateCode', 'priorities'],
    heading: (values) => String(values['label']),
    searchBy: 'label',
    dress,
    form: {
      table: AUTO_RULES,
      help: ['code', 'trigger_code', 'template_code', 'hours', 'contact', 'priorities', 'once', 'active'],
      beside: 'rule',
      choose: { template_code: async () => (await templateChoices(source.manager)).map(({ code, title, active }) => ({ value: code, label: active ? title : t('portal:options.template_off', { title }) })) },
    },
    actions: { ...arrangeAction('autoRules', AUTO_RULES, house), ...ruleActions(house) },
  };
};
