import type { ActionHandler, ActionResponse } from 'adminjs';
import { redFlagsIn } from '../../src/domain/care/red-flag-match.js';
import { select } from '../../src/db/rows.js';
import { UNGIVEN } from '../../src/domain/templates/given-values.js';
import { renderTemplate, type TemplateValues } from '../../src/domain/templates/render.js';
import { VARIABLE_NAMES, type VariableName } from '../../src/domain/templates/variables.js';
import { validateTemplate } from '../../src/domain/templates/validate.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';

const LONGEST = 5000;
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST) : '');

/** A template as a customer would read it, with sample values and with nothing known. Changes nothing. */
export function previewAction(house: House): Record<string, ActionOptions> {
  const { t } = house;
  const handler: ActionHandler<ActionResponse> = async (request) => {
    const body = text(request.payload?.['body']);
    try {
      validateTemplate(body);
      return { preview: previewOf(body, house) };
    } catch (error) {
      if (error instanceof Refused) return { fault: t(error.messageKey, error.vars) };
      throw error;
    }
  };
  return { preview: { ...PAGE, actionType: 'resource', isVisible: false, component: false, handler } };
}

/** A text with sample values, and with nothing known. @throws TemplateFault when it cannot be filled */
export function previewOf(body: string, house: House): { known: string; unknown: string } {
  return { known: renderTemplate(body, sampleValues(house)), unknown: renderTemplate(body, { ...sampleValues(house), known: {} }) };
}

/** The variables a template may hold, with what each means. */
export function variablesFor({ t }: Pick<House, 't'>): { name: string; meaning: string }[] {
  return VARIABLE_NAMES.map((name) => ({ name, meaning: t(`slack:template.variable.${name.replace('.', '_')}`) }));
}

function sampleValues({ t, config }: House): TemplateValues {
  const sample = (name: VariableName) => (name === 'brand' ? config.BRAND_NAME : t(`portal:sample.${name.replace('.', '_')}`));
  const you = t('slack:template.instead.contact');
  const team = t('slack:template.instead.agent');
  return {
    known: Object.fromEntries(VARIABLE_NAMES.map((name) => [name, sample(name)])),
    instead: { ...UNGIVEN, 'contact.first_name': you, 'contact.name': you, 'agent.first_name': team, 'agent.name': team, patient_name: t('slack:template.instead.patient') },
  };
}

/** Which phrases a message would raise an alert by: those in use, and the one being written. Changes nothing. */
export function tryPhrasesAction({ source }: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request) => {
    const message = text(request.payload?.['text']);
    const own = text(request.payload?.['phrase']).trim();
    const rows = await select<{ phrase: string }>(source.manager, 'SELECT phrase FROM red_flags WHERE active = 1 ORDER BY id');
    const phrases = [...new Set([...rows.map((row) => row.phrase), ...(own === '' ? [] : [own])])];
    return { found: redFlagsIn(message, phrases) };
  };
  return { tryPhrases: { ...PAGE, actionType: 'resource', icon: 'Search', component: Components.TryPhrases, handler } };
}
