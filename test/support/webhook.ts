import type { World } from './world.js';

export type Body = Record<string, unknown> & { type: string };

let last = 0;

/** A private text message as Z-API posts it (zapi.md §2.2), from a phone that shows both its number and its lid. */
export function messageBody(text: string, over: Record<string, unknown> = {}): Body {
  last += 1;
  return {
    isStatusReply: false, chatLid: null, connectedPhone: '5511900000001', waitingMessage: false, isEdit: false, isGroup: false, isNewsletter: false,
    instanceId: 'INSTANCE', messageId: `3EB0${String(last).padStart(16, '0')}`, phone: '5511988887777', fromMe: false, momment: Date.now(), status: 'RECEIVED',
    chatName: 'Maria', senderPhoto: null, senderName: 'Maria', photo: null, broadcast: false, participantLid: null, forwarded: false,
    type: 'ReceivedCallback', fromApi: false, text: { message: text }, ...over,
  };
}

/** Posts webhooks at once, the first of them first, and lets everything come to rest. @throws when one is not answered 200 */
export async function arrive(world: World, ...bodies: Body[]): Promise<void> {
  const answers = await Promise.all(bodies.map((body) => world.zapi.sendRaw(body)));
  const refused = answers.find((answer) => answer.status !== 200);
  if (refused) throw new Error(`a webhook was answered ${refused.status}: ${JSON.stringify(refused.body)}`);
  await world.settle();
}

/** One webhook after the other, each done before the next. */
export async function arriveInTurn(world: World, ...bodies: Body[]): Promise<void> {
  for (const body of bodies) await arrive(world, body);
}
