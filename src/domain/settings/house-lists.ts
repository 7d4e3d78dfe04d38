import type { EditableTable, Field } from './editable.js';

const ACTIVE: Field = { column: 'active', kind: 'yes_no', initial: 'true' };
const LABEL: Field = { column: 'label', kind: 'line', max: 75 };
const CODE: Field = { column: 'code', kind: 'code', max: 32, onlyNew: true };

/** Why a conversation is lost. */
export const LOSS_REASONS: EditableTable = { table: 'loss_reasons', key: 'code', unique: 'code', ordered: true, stamps: [], fields: [CODE, LABEL, ACTIVE] };

/** What an incident is about. */
export const INCIDENT_CATEGORIES: EditableTable = { table: 'incident_categories', key: 'code', unique: 'code', ordered: true, stamps: [], fields: [CODE, LABEL, ACTIVE] };

/** The three levels are fixed; their names, and how long each may leave somebody waiting, are not. */
export const SUPPORT_LEVELS: EditableTable = {
  table: 'support_levels', key: 'code', unique: 'code', stamps: [], fields: [LABEL, { column: 'wait_minutes', kind: 'whole', min: 1, max: 10_080 }],
};

export const TAGS: EditableTable = { table: 'tags', key: 'id', unique: 'name', stamps: ['created_at'], fields: [{ column: 'name', kind: 'line', max: 60 }, ACTIVE] };

/** Words of customers that suggest an emergency. */
export const RED_FLAGS: EditableTable = { table: 'red_flags', key: 'id', unique: 'phrase', stamps: ['created_at'], fields: [{ column: 'phrase', kind: 'line', max: 120 }, ACTIVE] };

/** Places served: a city, a neighbourhood, or both with a comma between. */
export const SERVED_REGIONS: EditableTable = { table: 'served_regions', key: 'id', unique: 'name', stamps: [], fields: [{ column: 'name', kind: 'line', max: 120 }, ACTIVE] };
