/** Who there is on WhatsApp: customers by number (either spelling) or LID. */
import { lidOf } from './ids.js';
import { digitsOf, isSpecialChat, matchKey } from './phone-number.js';
import { SimPhone } from './sim-phone.js';
import type { PhoneDetails } from './types.js';
import type { World } from './world.js';

/** All phones of one simulator. */
export class ContactBook {
  readonly #byKey = new Map<string, SimPhone>();
  readonly #byLid = new Map<string, SimPhone>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  all(): SimPhone[] { return [...this.#byKey.values()]; }

  /** The phone of a number in any spelling, or of a LID. */
  find(target: string): SimPhone | undefined {
    return this.#byLid.get(target) ?? this.#byKey.get(matchKey(target));
  }

  /** The phone of a number, created when new; details given for a known one are updated. */
  ensure(target: string, details: PhoneDetails = {}): SimPhone {
    const known = this.find(target);
    if (known) {
      known.update(details);
      if (details.lid) this.#byLid.set(details.lid, known);
      return known;
    }
    const number = isSpecialChat(target) ? target : digitsOf(target);
    const key = matchKey(target);
    const lid = details.lid ?? (target.endsWith('@lid') ? target : lidOf(key));
    const phone = new SimPhone(this.#world, number, { ...details, lid });
    this.#byKey.set(key, phone);
    this.#byLid.set(lid, phone);
    this.#world.events.emit({ type: 'phone', number });
    return phone;
  }

  /** What phone-exists answers: unknown but well-formed numbers count as being on WhatsApp. */
  lookup(number: string): { exists: boolean; phone: string; lid: string | null } {
    const known = this.find(number);
    const exists = known ? known.exists : /^\d{10,15}$/.test(number);
    return { exists, phone: known?.number ?? number, lid: exists ? known?.lid ?? lidOf(matchKey(number)) : null };
  }
}
