/** The queue as the API shows it. */
import type { QueueItem } from '../outbound-queue.js';
import type { JsonObject } from '../types.js';
import type { ApiCall, ApiAnswer, ApiTable } from './call.js';
import { answer, pageOf } from './call.js';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 30;

function shown(item: QueueItem, instanceId: string): JsonObject {
  return {
    _id: item.zaapId, ZaapId: item.zaapId, MessageId: item.messageId, Phone: item.target, Message: item.text, InstanceId: instanceId,
    DelayMessage: Number(item.body.delayMessage ?? -1), DelayTyping: Number(item.body.delayTyping ?? 0), Created: item.createdAt,
    CreatedAt: new Date(item.createdAt).toISOString(), Beta: false, IsTrial: false,
  };
}

function list({ world, body }: ApiCall): ApiAnswer {
  const size = Math.min(MAX_SIZE, Math.max(1, Number(body.pageSize ?? DEFAULT_SIZE) || DEFAULT_SIZE));
  const start = Number(Buffer.from(String(body.pagingState ?? ''), 'base64').toString() || 0);
  const messages = world.queue.items.slice(start, start + size).map((item) => shown(item, world.settings.instanceId));
  const hasMore = world.queue.items.length > start + size;
  return answer({ messages, pagingState: hasMore ? Buffer.from(String(start + size)).toString('base64') : null, hasMore });
}

function read({ world, segments, query }: ApiCall): ApiAnswer {
  if (segments[0] === 'count') return answer({ count: world.queue.items.length });
  const messages = pageOf(world.queue.items, query).map((item) => shown(item, world.settings.instanceId));
  return answer({ size: world.queue.items.length, messages });
}

function remove({ world, segments }: ApiCall): ApiAnswer {
  if (segments[0] === undefined) world.queue.clear();
  else if (!world.queue.remove(segments[0])) return { status: 404, body: { error: 'Not found' } };
  return answer({ value: true });
}

/** Queue. */
export const QUEUE: ApiTable = {
  queue: { POST: list, GET: read, DELETE: remove },
  'update-queue-settings': {
    PUT: ({ world, body }) => {
      world.settings.queueWhenDisconnected = body.disableEnqueueWhenDisconnected !== true;
      return answer({ success: true });
    },
  },
};
