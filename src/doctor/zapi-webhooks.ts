import { advice, bad, good, type Finding, type Settings } from './finding.js';

/** The addresses `GET /me` tells, and what we do not learn when one does not come to us. */
const NEEDED = {
  receivedCallbackUrl: 'customers’ messages',
  deliveryCallbackUrl: 'sent or failed',
  messageStatusCallbackUrl: 'delivered and read',
  connectedCallbackUrl: 'WhatsApp connected',
  disconnectedCallbackUrl: 'WhatsApp disconnected',
} as const;

/** Takes priority over receivedCallbackUrl when it is set; not every account's `GET /me` tells it. */
const RECEIVED_AND_SENT = 'receivedAndDeliveryCallbackUrl';

const PATH = '/webhooks/z-api';

/** The address all webhooks must have; undefined without PUBLIC_URL. */
export function webhookUrl(settings: Settings): string | undefined {
  if (!settings.PUBLIC_URL) return undefined;
  const secret = settings.ZAPI_WEBHOOK_SECRET;
  return `${settings.PUBLIC_URL.replace(/\/$/, '')}${PATH}${secret ? `/${encodeURIComponent(secret)}` : ''}`;
}

/** The address without what follows the path: the secret may stand there, and another system's address may hold its own. */
export function maskUrl(url: string): string {
  if (!URL.canParse(url)) return '(no address)';
  const { origin, pathname, search } = new URL(url);
  const isOurPath = pathname.startsWith(PATH);
  const rest = isOurPath ? pathname.length > PATH.length + 1 : pathname !== '/';
  return `${origin}${isOurPath ? PATH : ''}${rest || search !== '' ? '/•••' : ''}`;
}

/** Do all webhooks of the instance come to us, those of our own messages included? @param me the answer of `GET /me` */
export function judgeWebhooks(me: Record<string, unknown>, settings: Settings): Finding[] {
  const wanted = webhookUrl(settings);
  if (wanted === undefined) return [advice('webhook addresses are not compared: PUBLIC_URL is not set', 'set PUBLIC_URL to the https address of this product'), sentByMe(me)];
  const urlOf = (name: string) => (typeof me[name] === 'string' ? me[name] : '');
  const names = [...Object.keys(NEEDED), ...(urlOf(RECEIVED_AND_SENT) === '' ? [] : [RECEIVED_AND_SENT])];
  const wrong = names.filter((name) => !isSame(urlOf(name), wanted));
  return [wrong.length === 0 ? good(`all webhooks come to ${maskUrl(wanted)}`) : elsewhere(wrong, urlOf, wanted), sentByMe(me)];
}

function isSame(given: string, wanted: string): boolean {
  return given.replace(/\/$/, '') === wanted;
}

function elsewhere(wrong: string[], urlOf: (name: string) => string, wanted: string): Finding {
  const shown = wrong.map((name) => {
    const given = urlOf(name);
    const why = given === '' ? 'empty' : maskUrl(given) === maskUrl(wanted) ? 'another secret' : maskUrl(given);
    return `${name.replace('CallbackUrl', '')} (${NEEDED[name as keyof typeof NEEDED] ?? 'received and sent'}): ${why}`;
  });
  return bad(`webhooks do not come here: ${shown.join('; ')}`, `PUT …/update-every-webhooks {"value":"${maskUrl(wanted)}","notifySentByMe":true} with ZAPI_WEBHOOK_SECRET for ••• (docs/zapi.md, step 6)`);
}

function sentByMe(me: Record<string, unknown>): Finding {
  if (me['receiveCallbackSentByMe'] === true) return good('messages sent by us and from the company’s phone are told');
  return bad('“notify those sent by me” is off: what is typed on the company’s phone is not shown, and a send whose answer was lost cannot be found again', 'PUT …/update-notify-sent-by-me {"notifySentByMe":true} (docs/zapi.md, step 6)');
}
