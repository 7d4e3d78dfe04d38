import { z } from 'zod';

/**
 * Only what is needed to know an event and who sent it; the content is read by parse-content.ts, the rest is kept as it came. What a type needs is
 * required; anything else of an unexpected kind counts as absent, because a refused webhook does not come again.
 */
const text = z.string().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const instant = z.number().positive().optional().catch(undefined);
/** The provider's ids are printable ASCII, as the columns that hold them. */
const id = z.string().min(1).max(96).regex(/^[\x20-\x7e]+$/, 'must be printable ASCII');

export const receivedShape = z.looseObject({
  type: z.literal('ReceivedCallback'),
  messageId: id.nullish(),
  phone: z.string().min(1).max(96),
  momment: instant,
  fromMe: flag,
  fromApi: flag,
  isGroup: flag,
  isNewsletter: flag,
  isStatusReply: flag,
  broadcast: flag,
  isEdit: flag,
  editMessageId: text,
  waitingMessage: flag,
  chatLid: text,
  senderLid: text,
  senderName: text,
  chatName: text,
  photo: text,
  senderPhoto: text,
  notification: text,
  referenceMessageId: text,
  forwarded: flag,
  callId: text,
  text: z.looseObject({ message: text }).nullish().catch(undefined),
}).refine((body) => typeof body.messageId === 'string' || typeof body.notification === 'string', { message: 'messageId is missing' });

export const statusShape = z.looseObject({
  type: z.literal('MessageStatusCallback'),
  status: z.string().min(1).max(64),
  ids: z.array(id).min(1).max(1000),
  momment: instant,
  phone: text,
  participant: text,
  isGroup: flag,
});

export const deliveryShape = z.looseObject({
  type: z.literal('DeliveryCallback'),
  messageId: id.nullish(),
  zaapId: id.nullish(),
  phone: text,
  momment: instant,
  error: text,
}).refine((body) => typeof body.messageId === 'string' || typeof body.zaapId === 'string', { message: 'messageId or zaapId is missing' });

export const connectionShape = z.looseObject({ type: z.enum(['ConnectedCallback', 'DisconnectedCallback']), momment: instant, error: text });

export const presenceShape = z.looseObject({ type: z.literal('PresenceChatCallback'), phone: z.string(), status: z.string() });

export const anyShape = z.looseObject({ type: z.string().min(1).max(64), instanceId: text, momment: instant });

export type ReceivedBody = z.infer<typeof receivedShape>;
