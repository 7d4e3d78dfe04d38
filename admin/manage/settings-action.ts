import type { ActionHandler, ActionResponse } from 'adminjs';
import { saveSetting } from '../../src/domain/settings/save-setting.js';
import { loadSettings, SETTING_DEFAULTS, settingRule, type SettingName } from '../../src/domain/settings/settings.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

const NAMES = Object.keys(SETTING_DEFAULTS) as SettingName[];

/** Every setting on one page: what it is, what it may be, its default; each is saved by itself. */
export function settingsAction(house: House): Record<string, ActionOptions> {
  const { t } = house;

  /** What the page shows a person beside the value: words to choose from, a form to keep to, or bounds. */
  function shape(name: SettingName, rule: ReturnType<typeof settingRule>, fallback: string) {
    const inWords = (value: string) => t(`portal:setting.${name}.option.${value}`);
    if (rule instanceof RegExp) return { fallbackLabel: fallback || t('portal:setting_empty'), bounds: t(`portal:setting.${name}.form`) };
    if ('min' in rule) return { fallbackLabel: fallback, bounds: t('portal:setting_bounds', { min: rule.min, max: rule.max }), number: true as const };
    return { fallbackLabel: inWords(fallback), options: rule.map((value) => ({ value, label: inWords(value) })) };
  }

  async function read(): Promise<ActionResponse> {
    const settings = await loadSettings(house.source.manager);
    return {
      settings: NAMES.map((name) => {
        const rule = settingRule(name);
        const fallback = String(SETTING_DEFAULTS[name]);
        return {
          name,
          label: t(`portal:setting.${name}.label`),
          help: t(`portal:setting.${name}.help`),
          value: String(settings[name]),
          fallback,
          ...shape(name, rule, fallback),
        };
      }),
    };
  }

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    if (request.method !== 'post') return read();
    const [name, value, seen] = ['name', 'value', 'seen'].map((key) => String(request.payload?.[key] ?? '')) as [string, string, string];
    const answer = await inTheirName(house, context, (ctx) => saveSetting(ctx, name, value, seen));
    if ('refused' in answer) return answer;
    return { ...(await read()), notice: { type: 'success', message: t('portal:manage.saved') } };
  };
  return { all: { ...PAGE, actionType: 'resource', icon: 'Sliders', component: Components.Settings, handler } };
}
