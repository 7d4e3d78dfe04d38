import type { SimPhone } from '../../simulator/zapi/gateway.js';
import { ANA, type World } from './world.js';

/** What happened outside since a moment: on a phone, at the gateway, and in what only one person reads. */
export interface Since {
  received(): SimPhone['received'];
  calls(): World['zapi']['calls'];
  told(user?: string): string[];
}

/** Begins to watch now; call it in beforeEach. */
export function sinceNow(world: World, phone: SimPhone): Since {
  const [onPhone, calls] = [phone.received.length, world.zapi.calls.length];
  const earlier = world.slack.ephemerals().length;
  return {
    received: () => phone.received.slice(onPhone),
    calls: () => world.zapi.calls.slice(calls),
    told: (user = ANA) => world.slack.ephemerals().slice(earlier).filter((whisper) => whisper.user === user).map((whisper) => whisper.text),
  };
}
