/** The instance: status, details, connection, webhook addresses and settings. */
import { WEBHOOK_SLOTS } from '../webhook-urls.js';
import type { WebhookSlot } from '../webhook-urls.js';
import type { ApiAnswer, ApiCall, ApiHandler, ApiTable } from './call.js';
import { answer, badRequest, done } from './call.js';

const PIXEL = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** HTTPS as the real one demands, or this machine. */
function isAllowedUrl(value: unknown): value is string {
  return typeof value === 'string' && (value === '' || /^https:\/\/.+/.test(value) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(value));
}

function status({ world }: ApiCall): ApiAnswer {
  return answer(world.connected
    ? { connected: true, error: 'You are already connected.', smartphoneConnected: true }
    : { connected: false, error: 'You are not connected.', smartphoneConnected: false });
}

function me({ world }: ApiCall): ApiAnswer {
  const { settings, sender, connected } = world;
  return answer({
    id: settings.instanceId, token: settings.token, name: settings.companyName, due: 4102444800000, connected, paymentStatus: 'PAID',
    created: 1700000000000, ...sender.urls.shown(), receivedStatusCallbackUrl: '', initialDataCallbackUrl: '',
    receiveCallbackSentByMe: settings.notifySentByMe, callRejectAuto: settings.extra['update-call-reject-auto'] ?? false,
    callRejectMessage: settings.extra['update-call-reject-message'] ?? '', autoReadMessage: settings.extra['update-auto-read-message'] ?? false,
    proxyUrl: null, useProxy: false,
  });
}

function device({ world }: ApiCall): ApiAnswer {
  return answer({
    phone: world.settings.companyPhone, imgUrl: null, about: '', name: world.settings.companyName,
    device: { sessionName: 'Z-API', device_model: 'Z-API', device_manufacturer: 'Z-API' }, isBusiness: true,
  });
}

function setUrl(slot: WebhookSlot): ApiHandler {
  return ({ world, body }) => {
    if (!isAllowedUrl(body.value)) return badRequest('Invalid webhook url');
    world.sender.urls.set(slot, body.value);
    return answer({ value: true });
  };
}

function setEveryUrl({ world, body }: ApiCall): ApiAnswer {
  if (!isAllowedUrl(body.value)) return badRequest('Invalid webhook url');
  world.sender.urls.setAll(body.value);
  if (typeof body.notifySentByMe === 'boolean') world.settings.notifySentByMe = body.notifySentByMe;
  return answer({ value: true });
}

const remember: ApiHandler = ({ world, action, body }) => {
  world.settings.extra[action] = body.value;
  return answer({ value: true });
};

const urlCalls: ApiTable = Object.fromEntries(
  (Object.keys(WEBHOOK_SLOTS) as WebhookSlot[]).map((slot) => [`update-webhook-${slot}`, { PUT: setUrl(slot) }]),
);
const plainSettings: ApiTable = Object.fromEntries([
  'update-auto-read-message', 'update-auto-read-status', 'update-call-reject-auto', 'update-call-reject-message', 'update-name',
  'profile-name', 'update-webhook-status', 'update-webhook-initial-data',
].map((action) => [action, { PUT: remember }]));

/** Instance. */
export const INSTANCE: ApiTable = {
  ...urlCalls,
  ...plainSettings,
  'update-every-webhooks': { PUT: setEveryUrl },
  'update-notify-sent-by-me': {
    PUT: ({ world, body }) => {
      world.settings.notifySentByMe = (body.notifySentByMe ?? body.value) === true;
      return answer({ value: true });
    },
  },
  'update-filters': {
    PUT: ({ world, body }) => {
      world.sender.urls.filters = Array.isArray(body.callbackTypeFilters) ? body.callbackTypeFilters.map(String) : [];
      return answer({ value: true });
    },
  },
  status: { GET: status },
  me: { GET: me },
  device: { GET: device },
  restart: { GET: done },
  disconnect: { GET: async ({ world }) => { await world.disconnect(false); return answer({ value: true }); } },
  'restore-session': { GET: async ({ world }) => { await world.connect(); return answer({ value: true }); } },
  'qr-code': {
    GET: ({ world, segments }) => (world.connected ? answer({ connected: true }) : answer({ value: segments[0] === 'image' ? PIXEL : '2@simulated-qr-code' })),
  },
  'phone-code': { GET: () => answer({ code: 'ABCD-1234' }) },
};
