import { incidentsOf } from '../../src/domain/incidents/incidents.js';
import { incidentLines } from '../views/incident.js';
import { sectionsOf } from '../views/lines.js';
import type { ReadAct } from './act.js';

/** "Ver incidentes": all of a conversation, open ones first. */
export const incidents: ReadAct = {
  is: 'read',
  deed: 'read a conversation',
  offered: () => true,
  async show(conversationId, _words, parts) {
    const found = await incidentsOf(parts.source.manager, conversationId);
    const title = parts.t(found.length === 0 ? 'slack:incident.none' : 'slack:incident.list', { number: conversationId });
    return { text: title, blocks: sectionsOf([`*${title}*`, ...incidentLines(found, parts, parts.clock.now())]) };
  },
};
