import { z } from 'zod';
import { emergencyV1 } from './emergency.js';
import { eventV1 } from './event.js';
import { incidentV1 } from './incident.js';
import { leadV1 } from './lead.js';

/** Every body that leaves, by the name of its schema; what validates here is what docs/schemas says. */
export const SCHEMAS = { 'lead.v1': leadV1, 'incident.v1': incidentV1, 'emergency.v1': emergencyV1, 'event.v1': eventV1 };

/** The JSON Schema (draft 2020-12) of a body, as docs/schemas has it. It allows fields it does not name: within a version they are only added. */
export function jsonSchemaOf(name: keyof typeof SCHEMAS): string {
  return `${JSON.stringify({ ...z.toJSONSchema(SCHEMAS[name], { target: 'draft-2020-12', io: 'input' }), $id: `urn:carinho:schema:${name}` }, null, 2)}\n`;
}
