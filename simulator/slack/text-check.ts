import type { JsonObject } from './model.js';

/** Collects what is wrong with a layout; each entry points into the JSON as Slack's messages do. */
export class LayoutProblems {
  readonly messages: string[] = [];

  add(problem: string, pointer: string): void {
    this.messages.push(`[ERROR] ${problem} [json-pointer:${pointer}]`);
  }

  /** Reports a missing field; returns whether it is there. */
  needs(holder: JsonObject, field: string, pointer: string): boolean {
    if (holder[field] !== undefined && holder[field] !== null && holder[field] !== '') return true;
    this.add(`missing required field: ${field}`, pointer);
    return false;
  }

  /** Reports a string longer than `limit` characters. */
  atMost(value: unknown, limit: number, pointer: string): void {
    if (value !== undefined && typeof value !== 'string') this.add('must be a string', pointer);
    else if (typeof value === 'string' && value.length > limit) this.add(`must be less than ${limit + 1} characters`, pointer);
  }
}

/** Whether the value is an object that is not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks a text object: its type, that it is not empty, and its length. */
export function checkText(problems: LayoutProblems, value: unknown, limit: number, pointer: string, plainOnly = false): void {
  if (!isObject(value)) return problems.add('must be a text object', pointer);
  if (value.type !== 'plain_text' && (plainOnly || value.type !== 'mrkdwn')) {
    problems.add(plainOnly ? 'must be a plain_text object' : 'unsupported type: ' + String(value.type), `${pointer}/type`);
  }
  if (typeof value.text !== 'string') return problems.add('missing required field: text', pointer);
  if (value.text.length === 0) problems.add('must be more than 0 characters', `${pointer}/text`);
  problems.atMost(value.text, limit, `${pointer}/text`);
  for (const field of Object.keys(value)) {
    if (!['type', 'text', 'emoji', 'verbatim'].includes(field)) problems.add(`additional property: ${field}`, pointer);
    if (field === 'emoji' && value.type === 'mrkdwn') problems.add('additional property: emoji not allowed on mrkdwn', pointer);
  }
}
