import { maskText } from './mask.js';

/** Fields whose value is a code of a protocol, never a person's: shown, because they tell what kind of thing it was. */
const CODES = new Set(['type', 'subtype', 'event', 'kind', 'status', 'key', 'why', 'change', 'watch', 'level', 'mimeType', 'reaction', 'fromMe', 'isGroup']);
const LONGEST_CODE = 40;
const MOST_ENTRIES = 30;
const DEEPEST = 8;
const LONGEST = 6000;
/** Numbers from here on may be a phone, a document or a moment. */
const LARGE = 10_000_000;

function shown(value: unknown, name: string, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Math.abs(value) < LARGE ? value : '•••';
  if (typeof value === 'string') return CODES.has(name) && value.length <= LONGEST_CODE ? maskText(value) : `••• (${[...value].length})`;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return [...value.slice(0, MOST_ENTRIES).map((one) => shown(one, name, depth + 1)), ...(value.length > MOST_ENTRIES ? ['…'] : [])];
  return Object.fromEntries(Object.entries(value as object).slice(0, MOST_ENTRIES * 2).map(([key, one]) => [maskText(key), shown(one, key, depth + 1)]));
}

/**
 * The shape of a stored payload without what people wrote: names of fields, protocol codes and small numbers stay, every
 * other text becomes `••• (its length)`. What is no JSON is only counted.
 */
export function maskPayload(payload: string): string {
  try {
    return JSON.stringify(shown(JSON.parse(payload), '', 0), null, 2).slice(0, LONGEST);
  } catch {
    return `••• (${[...payload].length})`;
  }
}
