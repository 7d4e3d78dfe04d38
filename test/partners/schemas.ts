import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';

const FOLDER = join(repositoryRoot(), 'docs/schemas');
/** The formats' own patterns stand beside them in the schemas. */
const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { uuid: true, 'date-time': true, uri: true } });

/** docs/schemas, as a partner would use it: name → what is wrong with a body. */
const validators: Record<string, ValidateFunction> = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [file.replace('.json', ''), ajv.compile(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object)]),
);

const SCHEMA_OF: Record<string, string> = { '/leads': 'lead.v1', '/incidents': 'incident.v1', '/emergencies': 'emergency.v1', '/events': 'event.v1' };

/** What the documented schema objects to in a body that came to a path. */
export function objections(path: string, text: string): string[] {
  const validate = validators[SCHEMA_OF[path] ?? 'event.v1'] as ValidateFunction;
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map((error) => `${path} ${error.instancePath} ${error.message}`);
}
