import { z } from 'zod';
import { WHATSAPP_MAX } from '../../../domain/inbox/whatsapp-max.js';
import { GIVEN_NAMES } from '../../../domain/templates/given-values.js';

const templateCode = z.string().min(1).max(60);
/** What only the caller knows and the template has a place for. */
const values = z.object(Object.fromEntries(GIVEN_NAMES.map((name) => [name, z.string().max(200).optional()])) as { [K in (typeof GIVEN_NAMES)[number]]: z.ZodOptional<z.ZodString> }).strict().default({});

/** Words of the caller's own. */
export const textMessage = z.object({ text: z.string().min(1).max(WHATSAPP_MAX) }).strict();
/** A template of the house. */
export const templateMessage = z.object({ template: templateCode, values }).strict();
/** One or the other. */
export const newMessage = z.union([textMessage, templateMessage]);
/** The first message to somebody who may not have written yet: a template only. */
export const firstMessage = z.object({ template: templateCode, values, name: z.string().max(190).optional() }).strict();
