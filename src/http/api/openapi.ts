import type { z } from 'zod';
import { SCOPE_NAMES } from '../../domain/clients/scopes.js';
import type { Translate } from '../../kit/i18n.js';
import { componentSchemas, plainSchema, referenceTo, type JsonSchema } from './component-schemas.js';
import type { Endpoint } from './endpoint.js';
import { ENDPOINTS } from './endpoints/all.js';
import { PROBLEMS, type ProblemCode } from './problem.js';

/** The API's version: of its path, and of what it promises within it. */
const VERSION = '1.0.0';

/** What may go wrong with every call. */
const ALWAYS: ProblemCode[] = ['unauthorized', 'forbidden', 'validation', 'too_many', 'internal', 'unavailable'];
const WITH_BODY: ProblemCode[] = ['malformed', 'key_missing', 'too_large', 'media_type'];

/** The OpenAPI 3.1 document of /api/v1, from the schemas that check the calls. @param server where /api/v1 is; '' for this very host */
export function openApiDocument(t: Translate, brand: string, server: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of ENDPOINTS) (paths[endpoint.path] ??= {})[endpoint.method] = operation(endpoint, t);
  return {
    openapi: '3.1.0',
    info: { title: t('api:document.title', { brand }), version: VERSION, description: t('api:document.description'), summary: t('api:document.summary') },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ token: [] }],
    tags: ['conversations', 'contacts', 'metrics'].map((name) => ({ name, description: t(`api:group.${name}`) })),
    paths,
    components: {
      schemas: componentSchemas(t),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: [t('api:document.token'), ...SCOPE_NAMES.map((scope) => `- \`${scope}\`: ${t(`api:scope.${scope.replace(':', '_')}`)}`)].join('\n') } },
      headers: Object.fromEntries(HEADERS.map(([name, schema]) => [name, { description: t(`api:header.${name}`), schema }])),
    },
  };
}

const HEADERS: [name: string, schema: JsonSchema][] = [
  ['RateLimit-Limit', { type: 'integer' }],
  ['RateLimit-Remaining', { type: 'integer' }],
  ['RateLimit-Reset', { type: 'integer' }],
  ['Retry-After', { type: 'integer' }],
  ['Idempotency-Replayed', { type: 'string', const: 'true' }],
];
const headers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
const LIMITS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

function operation(endpoint: Endpoint, t: Translate): JsonSchema {
  const { id, group, scope, body, status, answer, problems } = endpoint;
  const wrong = [...new Set([...ALWAYS, ...(body ? WITH_BODY : []), ...problems])];
  const statuses = [...new Set(wrong.map((code) => PROBLEMS[code]))].sort((a, b) => a - b);
  return {
    operationId: id,
    tags: [group],
    summary: t(`api:operation.${id}.summary`),
    description: `${t(`api:operation.${id}.description`)}\n\n${t('api:document.needs', { scope: `\`${scope}\`` })}`,
    parameters: [...parametersOf(endpoint.params, 'path', t), ...parametersOf(endpoint.query, 'query', t), ...(body ? [keyParameter(t)] : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: referenceTo(body), example: endpoint.example } } } } : {}),
    responses: {
      [status]: { description: t(`api:operation.${id}.answer`), headers: headers(...LIMITS, ...(body ? ['Idempotency-Replayed'] : [])), content: { 'application/json': { schema: referenceTo(answer) } } },
      ...Object.fromEntries(
        statuses.map((one) => [
          one,
          {
            description: wrong.filter((code) => PROBLEMS[code] === one).map((code) => `\`${code}\`: ${t(`api:problem.${code}.title`)}`).join(' · '),
            ...(one === 429 || one === 503 ? { headers: headers('Retry-After') } : {}),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: problemLike(wrong.find((code) => PROBLEMS[code] === one) as ProblemCode, endpoint, t) } },
          },
        ]),
      ),
    },
  };
}

/** A problem as this operation may answer it. */
function problemLike(code: ProblemCode, { scope, method }: Endpoint, t: Translate): JsonSchema {
  return { type: `/api/docs#problem-${code}`, title: t(`api:problem.${code}.title`), status: PROBLEMS[code], code, detail: t(`api:problem.${code}.detail`, { scope, methods: method.toUpperCase() }) };
}

function parametersOf(shape: z.ZodObject, where: 'path' | 'query', t: Translate): JsonSchema[] {
  const { properties = {}, required = [] } = plainSchema(shape, 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name, in: where, required: where === 'path' || required.includes(name), description: t(`api:parameter.${name}`), schema,
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
  }));
}

function keyParameter(t: Translate): JsonSchema {
  return { name: 'Idempotency-Key', in: 'header', required: true, description: t('api:header.Idempotency-Key'), schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' } };
}
