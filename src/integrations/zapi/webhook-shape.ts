import { z } from 'zod';

/** Only what is needed to know an event and to read text; the rest of the body is kept as it came. */
const instant = z.number().positive().optional();
const id = z.string().min(1).max(96);

export const receivedShape = z.looseObject({
  type: z.literal('ReceivedCallback'),
  instanceId: z.string().optional(),
  messageId: id.nullish(),
  phone: z.string().min(1).max(96),
  momment: instant,
  fromMe: z.boolean().optional(),
  fromApi: z.boolean().optional(),
  isGroup: z.boolean().optional(),
  isNewsletter: z.boolean().optional(),
  isStatusReply: z.boolean().optional(),
  broadcast: z.boolean().optional(),
  isEdit: z.boolean().optional(),
  editMessageId: z.string().nullish(),
  waitingMessage: z.boolean().optional(),
  chatLid: z.string().nullish(),
  senderLid: z.string().nullish(),
  senderName: z.string().nullish(),
  chatName: z.string().nullish(),
  photo: z.string().nullish(),
  senderPhoto: z.string().nullish(),
  notification: z.string().nullish(),
  referenceMessageId: z.string().nullish(),
  text: z.looseObject({ message: z.string().nullish() }).nullish(),
}).refine((body) => typeof body.messageId === 'string' || typeof body.notification === 'string', { message: 'messageId is missing' });

export const statusShape = z.looseObject({
  type: z.literal('MessageStatusCallback'),
  instanceId: z.string().optional(),
  status: z.string().min(1),
  ids: z.array(id).min(1).max(1000),
  momment: instant,
  phone: z.string().nullish(),
  participant: z.string().nullish(),
  isGroup: z.boolean().optional(),
});

export const deliveryShape = z.looseObject({
  type: z.literal('DeliveryCallback'),
  instanceId: z.string().optional(),
  messageId: id.nullish(),
  zaapId: id.nullish(),
  phone: z.string().nullish(),
  momment: instant,
  error: z.string().nullish(),
}).refine((body) => typeof body.messageId === 'string' || typeof body.zaapId === 'string', { message: 'messageId or zaapId is missing' });

export const connectionShape = z.looseObject({
  type: z.enum(['ConnectedCallback', 'DisconnectedCallback']),
  instanceId: z.string().optional(),
  momment: instant,
  error: z.string().nullish(),
});

export const presenceShape = z.looseObject({ type: z.literal('PresenceChatCallback'), instanceId: z.string().optional(), phone: z.string(), status: z.string() });

export const anyShape = z.looseObject({ type: z.string().min(1).max(64), instanceId: z.string().optional(), messageId: z.string().nullish(), momment: instant });

export type ReceivedBody = z.infer<typeof receivedShape>;
export type StatusBody = z.infer<typeof statusShape>;
export type DeliveryBody = z.infer<typeof deliveryShape>;
export type ConnectionBody = z.infer<typeof connectionShape>;
