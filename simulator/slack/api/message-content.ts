import { blocksTooLong, checkBlocks, withIds } from '../block-check.js';
import type { Block, JsonObject, SimMessage } from '../model.js';
import { isObject } from '../text-check.js';
import { normalizeAppText } from '../typed-text.js';
import { ApiError, layoutError } from './api-error.js';

const TEXT_LIMIT = 40_000;
const ATTACHMENT_LIMIT = 100;

/** The content arguments of chat.postMessage, chat.update and chat.postEphemeral, checked; absent ones are undefined. */
export interface Content {
  text?: string;
  blocks?: Block[];
  attachments?: JsonObject[];
  metadata?: SimMessage['metadata'];
}

/** Checks what an app wants to say. Throws no_text, msg_too_long, invalid_blocks and their kin. */
export function readContent(args: JsonObject): Content {
  const content: Content = {};
  if (args.text !== undefined && args.text !== null) {
    const said = typeof args.text === 'string' ? args.text : String(args.text);
    if (said.length > TEXT_LIMIT) throw new ApiError('msg_too_long');
    content.text = normalizeAppText(said);
  }
  if (args.blocks !== undefined && args.blocks !== null) {
    if (!Array.isArray(args.blocks)) throw new ApiError('invalid_blocks_format');
    const problems = checkBlocks(args.blocks, 'message');
    if (problems.length > 0) throw layoutError('invalid_blocks', problems);
    if (blocksTooLong(args.blocks as Block[])) throw new ApiError('msg_blocks_too_long');
    content.blocks = withIds(args.blocks as Block[]);
  }
  if (args.attachments !== undefined && args.attachments !== null) content.attachments = readAttachments(args.attachments);
  if (args.metadata !== undefined && args.metadata !== null && args.metadata !== '') content.metadata = readMetadata(args.metadata);
  return content;
}

/** Whether there is nothing to show. */
export function isBlank(content: Content): boolean {
  return !content.text?.trim() && !content.blocks?.length && !content.attachments?.length;
}

function readAttachments(given: unknown): JsonObject[] {
  if (!Array.isArray(given)) throw new ApiError('invalid_attachments');
  if (given.length > ATTACHMENT_LIMIT) throw new ApiError('too_many_attachments');
  return given.map((attachment: unknown, index) => {
    if (!isObject(attachment)) throw new ApiError('invalid_attachments');
    if (!Array.isArray(attachment.blocks)) return { id: index + 1, ...attachment };
    const problems = checkBlocks(attachment.blocks, 'message', `/attachments/${index}/blocks`);
    if (problems.length > 0) throw layoutError('invalid_attachments', problems);
    return { id: index + 1, ...attachment, blocks: withIds(attachment.blocks as Block[]) };
  });
}

function readMetadata(given: unknown): SimMessage['metadata'] {
  if (!isObject(given) || typeof given.event_type !== 'string' || !isObject(given.event_payload)) throw new ApiError('invalid_metadata_format');
  if (JSON.stringify(given).length > 8_000) throw new ApiError('metadata_too_large');
  return { event_type: given.event_type, event_payload: structuredClone(given.event_payload) };
}
