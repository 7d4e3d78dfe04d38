import type { KnownBlock } from '@slack/web-api';
import type { Severity } from '../../src/domain/facts.js';
import { SEVERITIES, activeCategories, incidentsOf } from '../../src/domain/incidents/incidents.js';
import { openIncident } from '../../src/domain/incidents/open-incident.js';
import type { BotParts } from '../parts.js';
import { incidentLines } from '../views/incident.js';
import { sectionsOf } from '../views/lines.js';
import { changeAct } from './act.js';
import { codeOf } from './codes.js';
import { typedIn } from './typed-in.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

interface Input {
  severity: Severity;
  category: string;
  description: string;
}

/** The form: what is open already, and the fields. Only what a person typed for this act names a severity; `description` is as Slack gives it. */
export async function incidentFields(conversationId: number, parts: BotParts, { severity, description }: { severity?: Severity | undefined; description: string }): Promise<KnownBlock[]> {
  const { t } = parts;
  const open = (await incidentsOf(parts.source.manager, conversationId)).filter((one) => one.status === 'open');
  return [
    ...(open.length > 0 ? sectionsOf([`*${t('slack:incident.open_already')}*`, ...incidentLines(open, parts, parts.clock.now())]) : ([] as KnownBlock[])),
    choiceField({ name: 'severity', label: t('slack:field.severity'), initial: severity, choices: SEVERITIES.map((code) => ({ value: code, text: t(`slack:severity.${code}`) })) }),
    choiceField({ name: 'category', label: t('slack:field.category'), choices: (await activeCategories(parts.source.manager)).map(({ code, label }) => ({ value: code, text: label })) }),
    textField({ name: 'description', label: t('slack:field.description'), hint: t('slack:act.incident.description_hint'), multiline: true, initial: await typedIn(description, parts) }),
  ];
}

/** "Registrar incidente": `/incidente #123 alta atraso o cuidador não veio`; what is missing the form asks for. */
export const incident = changeAct<Input>({
  deed: 'open an incident',
  offered: () => true,
  async read(words, parts) {
    const { t } = parts;
    const [first = '', second = '', ...rest] = words.split(/\s+/);
    const severity = codeOf(first, SEVERITIES, (code) => t(`slack:severity.${code}`));
    const categories = await activeCategories(parts.source.manager);
    const category = codeOf(second, categories.map(({ code }) => code), (code) => categories.find((one) => one.code === code)?.label ?? '');
    if (severity === undefined || category === undefined || rest.length === 0) return undefined;
    return { severity, category, description: await typedIn(rest.join(' '), parts) };
  },
  async form(conversationId: number, parts: BotParts, _person, words) {
    const [first = ''] = words.split(/\s+/);
    const severity = codeOf(first, SEVERITIES, (code) => parts.t(`slack:severity.${code}`));
    return incidentFields(conversationId, parts, { severity, description: severity === undefined ? words : words.slice(first.length).trim() });
  },
  submitted: (values) => ({ severity: choiceOf(values, 'severity') as Severity, category: choiceOf(values, 'category') ?? '', description: textOf(values, 'description') }),
  async perform(ctx, input, { t }, { source }) {
    const id = await openIncident(ctx, { ...input, source });
    return { key: 'said.incident', vars: { number: ctx.conversation.id, incident: id, severity: t(`slack:severity.${input.severity}`) } };
  },
});
