/**
 * JSON schema (draft 7) of the part of the Compose specification that docker-compose.yml uses, stricter than it: every
 * key is named here or refused. (The packages on npm that carry the whole schema date from before `env_file.required`.)
 */
const text = { type: 'string', minLength: 1 };
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const texts = { type: 'array', items: { type: 'string' } };
const command = { anyOf: [text, texts] };
const duration = { type: 'string', pattern: '^(\\d+(h|m|s|ms|us))+$' };
const object = (properties, required = []) => ({ type: 'object', properties, required, additionalProperties: false });
const mapOf = (schema) => ({ type: 'object', additionalProperties: schema });

const healthcheck = {
  anyOf: [
    object({ disable: { const: true } }, ['disable']),
    object({ test: command, interval: duration, timeout: duration, start_period: duration, start_interval: duration, retries: { type: 'integer', minimum: 1 } }, ['test']),
  ],
};

const dependsOn = {
  anyOf: [texts, mapOf(object({ condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] }, required: { type: 'boolean' }, restart: { type: 'boolean' } }, ['condition']))],
};

const service = {
  ...object({
    image: text,
    build: { anyOf: [text, object({ context: text, dockerfile: text, target: text, args: mapOf(scalar) })] },
    command,
    entrypoint: command,
    container_name: text,
    init: { type: 'boolean' },
    restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
    env_file: { anyOf: [text, { type: 'array', items: { anyOf: [text, object({ path: text, required: { type: 'boolean' } }, ['path'])] } }] },
    environment: { anyOf: [mapOf(scalar), texts] },
    ports: { type: 'array', items: { type: ['string', 'number'] } },
    volumes: { type: 'array', items: { type: 'string', pattern: '^[^:]+:[^:]+(:(ro|rw))?$' } },
    healthcheck,
    depends_on: dependsOn,
    profiles: texts,
    stop_grace_period: duration,
    user: text,
  }),
  anyOf: [{ required: ['image'] }, { required: ['build'] }],
};

export const composeSchema = {
  ...object({ name: text, services: mapOf(service), volumes: mapOf({ anyOf: [{ type: 'null' }, object({ name: text, external: { type: 'boolean' }, driver: text })] }) }, ['services']),
  patternProperties: { '^x-': {} },
};
