import { z } from 'zod';
import type { Translate } from '../../kit/i18n.js';
import { PROBLEMS } from './problem.js';
import { report, reportRow, present } from './schemas/metrics.js';
import { attachment, contact, conversation, message, queued } from './schemas/records.js';
import { firstMessage, newMessage, templateMessage, textMessage } from './schemas/sent.js';
import { pageOf } from './schemas/values.js';

export type JsonSchema = Record<string, unknown>;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS]),
  detail: z.string(),
  errors: z.array(z.object({ in: z.enum(['path', 'query', 'header', 'body']), at: z.string(), detail: z.string() })).optional(),
});

/** What is answered and what is sent, by the name the document gives it. */
const ANSWERED = { Conversation: conversation, Contact: contact, Message: message, Attachment: attachment, Queued: queued, Report: report, ReportRow: reportRow, Present: present, Problem: problem };
const SENT = { TextMessage: textMessage, TemplateMessage: templateMessage, NewMessage: newMessage, FirstMessage: firstMessage };
/** Lists, by the name of what they hold. */
const LISTS = { ConversationPage: conversation, ContactPage: contact, MessagePage: message };

/** Schemas of the operations are the same objects; this is how one is named from an operation. */
const NAMES = new Map<z.ZodType, string>([...Object.entries(ANSWERED), ...Object.entries(SENT)].map(([name, schema]) => [schema, name]));

/** A reference to a schema of an operation; of a page by what it holds. */
export function referenceTo(schema: z.ZodType): JsonSchema {
  const list = schema instanceof z.ZodObject && 'next_cursor' in schema.shape ? (schema.shape['data'] as z.ZodArray<z.ZodType>).element : undefined;
  const name = list ? Object.entries(LISTS).find(([, record]) => record === list)?.[0] : NAMES.get(schema);
  if (name === undefined) throw new Error('a schema without a name in the document');
  return { $ref: uri(name) };
}

const uri = (name: string) => `#/components/schemas/${name}`;

/** One schema as the document writes it: what a format says is not said again by a pattern. */
export function plainSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return without(z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => tidy(jsonSchema) }) as JsonSchema, '$schema');
}

const without = (schema: JsonSchema, ...keys: string[]): JsonSchema => Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));

function tidy(schema: JsonSchema): void {
  if (schema['format'] !== undefined) delete schema['pattern'];
  for (const bound of ['minimum', 'maximum']) if (Math.abs(Number(schema[bound])) === Number.MAX_SAFE_INTEGER) delete schema[bound];
}

/** Every schema of the document. Each property's meaning is a text: `api:schema.<name>.<property>`. */
export function componentSchemas(t: Translate): Record<string, JsonSchema> {
  const pages = Object.fromEntries(Object.entries(LISTS).map(([name, record]) => [name, pageOf(record)]));
  return { ...described({ ...ANSWERED, ...pages }, 'output', t), ...described(SENT, 'input', t) };
}

function described(schemas: Record<string, z.ZodType>, io: 'input' | 'output', t: Translate): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri, io, override: ({ jsonSchema }) => tidy(jsonSchema) }).schemas as Record<string, JsonSchema>;
  return Object.fromEntries(
    Object.entries(made).map(([name, whole]) => {
      const schema = without(whole, '$schema', '$id');
      const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
      const meaning = properties && Object.fromEntries(Object.entries(properties).map(([property, one]) => [property, { ...one, description: t(`api:schema.${isPage(name) ? 'Page' : name}.${property}`) }]));
      return [name, { ...schema, ...(meaning ? { properties: meaning } : {}) }];
    }),
  );
}

const isPage = (name: string) => Object.hasOwn(LISTS, name);
