/** Reads control requests, which come from our own tests and pages, and says plainly what is wrong with them. */
import type { FailureEffect, FailureRule, JsonObject, PhoneDetails, SayOptions } from '../types.js';

/** A control request that makes no sense: answered 400. */
export class ControlError extends Error {}

/** A required string. */
export function textField(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new ControlError(`"${name}" must be a string`);
  return value;
}

const defined = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null)) as T;

/** Options of POST /says. */
export function sayOptions(body: JsonObject): SayOptions {
  return defined({ duplicate: body.duplicate, via: body.via, quote: body.quote, extra: body.extra }) as SayOptions;
}

/** Details of POST /phones. */
export function phoneDetails(body: JsonObject): PhoneDetails {
  return defined({ name: body.name, lid: body.lid, hidesNumber: body.hidesNumber, exists: body.exists }) as PhoneDetails;
}

/** The rule of POST /fail. */
export function failureRule(body: JsonObject): FailureRule {
  if (typeof body.how !== 'object' || body.how === null) throw new ControlError('"how" must be an object');
  return { action: textField(body, 'action'), how: body.how as FailureEffect, ...defined({ times: body.times, phone: body.phone, name: body.name }) as object };
}

const NUMBERS = ['deliveryDelayMs', 'statusDelayMs', 'webhookRetries'] as const;
const FLAGS = ['autoRead', 'notifySentByMe', 'queueWhenDisconnected'] as const;

/** The changes of POST /config. */
export function configChanges(body: JsonObject): { settings: JsonObject; webhookUrl?: string; phoneExistsShape?: string } {
  const settings: JsonObject = {};
  for (const name of NUMBERS) if (typeof body[name] === 'number') settings[name] = body[name];
  for (const name of FLAGS) if (typeof body[name] === 'boolean') settings[name] = body[name];
  return {
    settings,
    ...(typeof body.webhookUrl === 'string' ? { webhookUrl: body.webhookUrl } : {}),
    ...(typeof body.phoneExistsShape === 'string' ? { phoneExistsShape: body.phoneExistsShape } : {}),
  };
}
