import type { EditableTable, Field } from '../settings/editable.js';
import { SCOPES } from './scopes.js';

/** Calls a minute: as many as a client that works through a list needs, and no more than the house bears beside its people. */
const PER_MINUTE = { min: 1, max: 6000, initial: '120' };

/** Systems that call our API. Their token is no field: it is made, never typed (move-token.ts). */
export const API_CLIENTS: EditableTable = {
  table: 'api_clients',
  key: 'id',
  unique: 'name',
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'name', kind: 'line', max: 60 },
    ...Object.values(SCOPES).map((column): Field => ({ column, kind: 'yes_no', initial: 'false' })),
    { column: 'per_minute', kind: 'whole', ...PER_MINUTE },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
};
