import type { Endpoint } from '../endpoint.js';
import { contactList, contactRead } from './contacts.js';
import { conversationList, conversationRead, messageList } from './conversations.js';
import { metricsNow, metricsReport } from './metrics.js';
import { conversationStart, messageSend } from './send.js';

/** Every operation of the API, in the order of the document. `/metrics/now` stands before `/metrics/{report}`. */
export const ENDPOINTS: readonly Endpoint[] = [conversationList, conversationRead, messageList, messageSend, contactList, contactRead, conversationStart, metricsNow, metricsReport];
