import { enterBreaker, recordFailedCall, recordRefusedCall, recordSuccess, waitForBreaker } from '../../domain/partners/breakers.js';
import type { Partner } from '../../domain/partners/outside.js';
import type { Delivery, Outcome, SendContext, Sender } from '../../domain/outbox/sender.js';
import type { Ledger } from '../../domain/ledger/ledger.js';
import type { Clock } from '../../kit/clock.js';
import { Broken, TryLater } from '../../kit/errors.js';
import type { HouseAddress } from './bodies/known.js';
import { blankOurs } from './blank-ours.js';
import { beginCall, CALL_LIMITS, NoAnswer, postJson, type CallLimits, type CallTime } from './call.js';
import { KINDS, knownOf, type Kind } from './deliveries.js';
import { identityOf } from './identity.js';
import { createInHand } from './in-hand.js';
import { judgeAnswer, type Judgement } from './judge-answer.js';
import { bodyOf, type Payload } from './keep-body.js';
import { SCHEMAS } from './schemas/all.js';
import { partnerTarget, webhookTarget, type PartnerAccess, type Target, type WebhookRules } from './targets.js';

export interface PartnerParts {
  ledger: Ledger;
  clock: Clock;
  house: HouseAddress;
  access: Partial<Record<Partner, PartnerAccess | undefined>>;
  webhooks: WebhookRules;
  limits?: CallLimits;
}

/** A partner that is away uses up no attempts; what waited this long for it is a dead letter all the same, ms: a long weekend. */
const LONGEST_WAIT_MS = 72 * 3_600_000;
/** Whoever tried in vain for all lets another one try next, ms. */
const LET_OTHERS_MS = 1000;

/** `crm`, `webhook:3`: whom a lane leads to. */
const nameOf = (lane: string): string => lane.replace(/^partner:/, '').replace(/:[^:]+$/, '');

/**
 * Sends deliveries to other systems. The state of each is shared by all workers (domain/partners/breakers.ts): one that
 * fails again and again is left alone, and one call at a time asks whether it is back.
 * Repeated, a call is the same to the letter and has the same key; whoever honours the key does it once.
 */
export function createPartnerSender(parts: PartnerParts): Sender {
  const inHand = createInHand();
  const send: Sender = async (delivery, context) => {
    const kind = KINDS[delivery.kind];
    if (!kind) throw new Broken(`no sender for ${delivery.kind}`);
    if (delivery.payload === null) return { done: 'obsolete' }; // erased
    const name = nameOf(delivery.lane);
    const wait = inHand.waitMs(name) || (await enterBreaker(context.sql, name, parts.clock.now()));
    if (wait > 0) throw new TryLater(`${name} is left alone for a while`, { afterMs: wait, counts: false });
    return inHand.during(name, () => sendTo(name, kind, delivery, context, parts));
  };
  const waitMs: Sender['waitMs'] = async ({ lane }, { sql }) => inHand.waitMs(nameOf(lane)) || waitForBreaker(sql, nameOf(lane), parts.clock.now());
  return Object.assign(send, { waitMs });
}

async function sendTo(name: string, kind: Kind, delivery: Delivery, context: SendContext, parts: PartnerParts): Promise<Outcome> {
  const payload = JSON.parse(delivery.payload as string) as Payload;
  const time = beginCall(parts.limits ?? CALL_LIMITS);
  let judgement: Judgement;
  try {
    const target = await targetOf(kind, payload, context, parts, time);
    if (!target) return { done: 'obsolete' };
    const body = await bodyOf(context.sql, delivery.id, () => makeBody(kind, payload, delivery, context, parts));
    if (!body) return { done: 'obsolete' };
    if (context.recovering) await context.begin();
    const answer = await postJson(target.url, target.headers(identityOf(delivery), parts.clock.now(), body), body, time, context.signal, target.at);
    judgement = judgeAnswer(answer, (text) => blankOurs(text, body, target.secret));
  } catch (error) {
    if (!(error instanceof NoAnswer) || context.signal.aborted) throw error;
    judgement = { is: 'failing', reason: error.message };
  }
  return conclude(judgement, name, delivery, parts);
}

async function targetOf(kind: Kind, payload: Payload, { sql }: SendContext, { access, webhooks }: PartnerParts, time: CallTime): Promise<Target | undefined> {
  if (kind.partner === 'webhook') return webhookTarget(sql, Number(payload['webhook']), webhooks, time);
  const known = access[kind.partner];
  if (!known) throw new Broken(`${kind.partner} has no address any more: set it and try again, or discard this`);
  return partnerTarget(known, kind.path);
}

/** @throws Broken when what we made is not what our schema promises: it never leaves */
async function makeBody(kind: Kind, payload: Payload, delivery: Delivery, { sql }: SendContext, { house }: PartnerParts): Promise<Record<string, unknown> | undefined> {
  const made = await kind.body(sql, await knownOf(sql, delivery.conversation_id, house), payload);
  if (!made) return undefined;
  const checked = SCHEMAS[kind.schema].safeParse({ version: 1, id: identityOf(delivery), occurredAt: delivery.created_at.toISOString(), ...made });
  if (checked.success) return checked.data;
  throw new Broken(`the body does not fit ${kind.schema}: ${checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
}

async function conclude(judgement: Judgement, name: string, delivery: Delivery, { ledger, clock }: PartnerParts): Promise<Outcome> {
  const system = { kind: 'system' } as const;
  if (judgement.is === 'done') {
    return { done: 'sent', result: judgement.result, record: (ctx) => recordSuccess(ctx, name) };
  }
  const { reason } = judgement;
  if (judgement.is === 'refused') {
    // It is there and answers: what it does not want is no failure of its own.
    await ledger.run(system, {}, (ctx) => recordSuccess(ctx, name));
    throw new Broken(reason);
  }
  const isOld = clock.now().getTime() - delivery.created_at.getTime() > LONGEST_WAIT_MS;
  if (judgement.is === 'busy') {
    await ledger.run(system, {}, (ctx) => recordRefusedCall(ctx, name, judgement.afterMs, reason));
    throw isOld ? new Broken(reason) : new TryLater(reason, { afterMs: judgement.afterMs, counts: false });
  }
  const { open, pauseMs } = await ledger.run(system, {}, (ctx) => recordFailedCall(ctx, name, reason));
  if (isOld) throw new Broken(reason);
  if (open) throw new TryLater(reason, { afterMs: Math.max(pauseMs + LET_OTHERS_MS, judgement.afterMs ?? 0), outcome: 'unknown', counts: false });
  throw new TryLater(reason, { outcome: 'unknown', ...(judgement.afterMs === undefined ? {} : { afterMs: judgement.afterMs }) });
}
