import { incidentsOf } from '../../src/domain/incidents/incidents.js';
import { resolveIncident } from '../../src/domain/incidents/resolve-incident.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { plainText } from '../views/incident.js';
import { changeAct } from './act.js';
import { typedIn } from './typed-in.js';
import { choiceField, choiceOf, textField, textOf } from './values.js';

interface Input {
  incident: number;
  resolution: string;
}

/** "Resolver incidente": `!resolver I-7 o cuidador foi trocado`; the form offers the open ones. */
export const resolve = changeAct<Input>({
  deed: 'resolve an incident',
  offered: (card) => card.open_incidents > 0,
  async read(words, parts) {
    const [, number, text = ''] = /^(?:i-?)?(\d{1,9})\s+([^]+)$/i.exec(words) ?? [];
    return number === undefined ? undefined : { incident: Number(number), resolution: await typedIn(text, parts) };
  },
  async form(conversationId: number, parts: BotParts) {
    const { t } = parts;
    const open = (await incidentsOf(parts.source.manager, conversationId)).filter((one) => one.status === 'open');
    if (open.length === 0) throw new Refused('slack:refused.no_incident', { number: conversationId });
    return [
      choiceField({ name: 'incident', label: t('slack:field.incident'), initial: String(open[0]?.id), choices: open.map((one) => ({ value: String(one.id), text: plainText(one, parts) })) }),
      textField({ name: 'resolution', label: t('slack:field.resolution'), multiline: true }),
    ];
  },
  submitted: (values) => ({ incident: Number(choiceOf(values, 'incident')), resolution: textOf(values, 'resolution') }),
  async perform(ctx, { incident, resolution }) {
    await resolveIncident(ctx, incident, resolution);
    return { key: 'said.resolved', vars: { incident } };
  },
});
