/** Failures on request: which rule applies to which API call. */
import { matchKey } from './phone-number.js';
import type { FailureEffect, FailureRule } from './types.js';

interface ActiveRule { id: number; rule: FailureRule; left: number }

/** The rules in force, in the order they were made; the first that matches applies. */
export class FailureRules {
  #active: ActiveRule[] = [];
  #nextId = 1;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Adds a rule and returns its id. */
  add(rule: FailureRule): number {
    const id = this.#nextId++;
    if (rule.name !== undefined) this.#active = this.#active.filter((other) => other.rule.name !== rule.name);
    this.#active.push({ id, rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    this.#changed();
    return id;
  }

  /** Takes a rule back, by id or name; all of them without an argument. */
  remove(which?: number | string): void {
    this.#active = which === undefined ? [] : this.#active.filter(({ id, rule }) => id !== which && rule.name !== which);
    this.#changed();
  }

  /** The effect for this call, if any; uses up one of the rule's times. */
  take(action: string, phone: unknown): FailureEffect | undefined {
    const found = this.#active.find(({ rule }) => (rule.action === '*' || rule.action === action)
      && (rule.phone === undefined || (typeof phone === 'string' && matchKey(phone) === matchKey(rule.phone))));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.remove(found.id);
    return found.rule.how;
  }

  /** For display: every rule with its id and how many calls it still takes (null = until taken back). */
  list(): (FailureRule & { id: number; left: number | null })[] {
    return this.#active.map(({ id, rule, left }) => ({ ...rule, id, left: Number.isFinite(left) ? left : null }));
  }
}
