import type { ActionHandler, ActionResponse } from 'adminjs';
import { conditionsShape, PRIORITIES, TRIGGERS, type Trigger } from '../../src/domain/automation/conditions.js';
import { OCCASIONS, tryRules, type Occasion } from '../../src/domain/automation/try-rules.js';
import { templateOfCode } from '../../src/domain/templates/templates.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { objectIn, PAGE } from './edit-actions.js';
import { previewOf } from './try-actions.js';

/** One of a closed list, its first when something else came. */
function oneOf<T extends string>(list: readonly T[], given: unknown): T {
  return list.find((one) => one === given) ?? (list[0] as T);
}

/** What a rule being written would do, in words; and what all rules would do in a situation. Both change and send nothing. */
export function ruleActions(house: House): Record<string, ActionOptions> {
  const { t, source, config } = house;
  const option = (column: string) => (value: string) => ({ value, label: t(`portal:options.${column}.${value}`) });

  const inWords: ActionHandler<ActionResponse> = async (request) => {
    const given = objectIn(request.payload, 'given');
    const template = await templateOfCode(source.manager, String(given['template_code'] ?? ''));
    return {
      sentences: await ruleInWords(given, template?.title, house),
      preview: template ? previewOf(template.body, house) : undefined,
    };
  };

  const tryAll: ActionHandler<ActionResponse> = async (request) => {
    const asked = objectIn(request.payload, 'asked');
    const occasion = oneOf<Occasion>(OCCASIONS, asked['occasion']);
    // A proposal is looked after in working hours only.
    const situation = { isOpen: occasion === 'follow_up' || asked['hours'] !== 'outside', isNewContact: asked['contact'] !== 'returning', priority: oneOf(['normal', ...PRIORITIES], asked['priority']) };
    const tried = await tryRules(source.manager, occasion, situation);
    const sends = tried.find(({ verdict }) => verdict === 'sends');
    const template = sends && (await templateOfCode(source.manager, sends.template_code));
    return {
      choices: { occasion: OCCASIONS.map(option('occasion')), hours: ['inside', 'outside'].map(option('hours')), contact: ['new', 'returning'].map(option('contact')), priority: PRIORITIES.map(option('priorities')) },
      rules: tried.map(({ id, label, trigger_code: trigger, once, verdict }) => ({
        id, label, verdict, trigger: t(`portal:options.trigger_code.${trigger}`), why: t(`portal:options.verdict.${verdict}`), once: t(`portal:options.once.${once}`),
      })),
      preview: template ? previewOf(template.body, house) : undefined,
      locale: config.LOCALE,
    };
  };

  return {
    ruleInWords: { ...PAGE, actionType: 'resource', isVisible: false, component: false, handler: inWords },
    tryRules: { ...PAGE, actionType: 'resource', icon: 'Play', component: Components.TryRules, handler: tryAll },
  };
}

const ON_MESSAGE: readonly Trigger[] = ['first_response', 'after_hours', 'received_confirmation'];

/** What stands in the form, as sentences. */
async function ruleInWords(given: Record<string, unknown>, template: string | undefined, { t, config, settings }: House): Promise<string[]> {
  const words = (key: string, vars = {}) => t(`portal:rule_words.${key}`, vars);
  const trigger = oneOf(TRIGGERS, given['trigger_code']);
  const read = conditionsShape.safeParse({ hours: given['hours'], contact: given['contact'], priorities: JSON.stringify(String(given['priorities'] ?? '').split('\n').filter(Boolean)), once: given['once'] });
  if (!read.success) return [];
  const { hours, contact, priorities, once } = read.data;
  const list = new Intl.ListFormat(config.LOCALE, { type: 'disjunction' }).format(PRIORITIES.filter((one) => priorities.includes(one)).map((one) => t(`portal:options.priorities.${one}`).toLocaleLowerCase(config.LOCALE)));
  const parts = [
    words(`when.${trigger}`),
    ...(hours === 'any' ? [] : [words(`hours.${hours}`)]),
    ...(contact === 'any' ? [] : [words(`contact.${contact}`)]),
    ...(priorities.length === 0 ? [] : [words('priorities', { list })]),
  ];
  const sends = template === undefined ? words('no_template') : words('sends', { template });
  return [
    `${parts.join(', ')}: ${sends}.`.replace(/\.\.$/, '.'),
    words(`once.${once}`),
    ...(ON_MESSAGE.includes(trigger) ? [words('care', { count: (await settings.get()).automation_pause_minutes })] : []),
    ...(given['active'] === 'true' ? [] : [words('off')]),
  ];
}
