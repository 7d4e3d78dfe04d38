import { cleanText } from '../../kit/text/clean.js';

/** A JSON object whose fields are read with what is expected of them; anything of another kind counts as absent. */
export class Fields {
  readonly #json: Record<string, unknown>;

  constructor(json: unknown) {
    this.#json = typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
  }

  has(key: string): boolean {
    const value = this.#own(key);
    return value !== undefined && value !== null;
  }

  /** Clean text of at most `max` characters, '' when there is none. */
  text(key: string, max = 20_000): string {
    const value = this.#own(key);
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    return [...cleanText(text.slice(0, 2 * max))].slice(0, max).join('');
  }

  /** The same on one line: names, titles, labels. */
  line(key: string, max = 190): string {
    return this.text(key, max).replace(/\s+/g, ' ').trim();
  }

  /** A finite number, null otherwise; numbers written as text are read. */
  number(key: string): number | null {
    const value = this.#own(key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }

  flag(key: string): boolean {
    return this.#own(key) === true;
  }

  object(key: string): Fields {
    return new Fields(this.#own(key));
  }

  /** The objects of a list, at most `max`. */
  list(key: string, max = 100): Fields[] {
    return this.#items(key).slice(0, max).map((item) => new Fields(item));
  }

  /** The texts of a list, each on one line, at most `max`. */
  lines(key: string, max = 100): string[] {
    return this.#items(key).slice(0, max).map((item) => new Fields({ item }).line('item')).filter((text) => text !== '');
  }

  /** Names of the fields that hold an object. */
  objectKeys(): string[] {
    return Object.keys(this.#json).filter((key) => typeof this.#json[key] === 'object' && this.#json[key] !== null);
  }

  #own(key: string): unknown {
    return Object.hasOwn(this.#json, key) ? this.#json[key] : undefined;
  }

  #items(key: string): unknown[] {
    const value = this.#own(key);
    return Array.isArray(value) ? (value as unknown[]) : [];
  }
}
