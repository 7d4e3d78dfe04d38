import { createZapiClient, type ZapiClient } from '../integrations/zapi/client.js';
import { reasonOf } from '../kit/errors.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { judgeWebhooks } from './zapi-webhooks.js';

const PANEL = 'Z-API panel (app.z-api.io)';

function clientOf(settings: Settings): ZapiClient | undefined {
  const { ZAPI_BASE_URL: baseUrl = 'https://api.z-api.io', ZAPI_INSTANCE_ID: instanceId, ZAPI_TOKEN: token, ZAPI_CLIENT_TOKEN: clientToken } = settings;
  return instanceId && token ? createZapiClient({ baseUrl, instanceId, token, clientToken, timeoutMs: 8000 }) : undefined;
}

/** May we call, is the phone connected, and do the webhooks come to us? */
export async function checkZapi(settings: Settings): Promise<Finding[]> {
  const client = clientOf(settings);
  if (!client) return [advice('ZAPI_INSTANCE_ID and ZAPI_TOKEN are not set: messages to WhatsApp wait', 'docs/zapi.md tells how to connect an instance')];
  try {
    const status = await client.status();
    return [
      status.connected ? good('WhatsApp is connected') : bad(`WhatsApp is not connected: ${status.detail}`, `${PANEL} → Instances → the instance: read the QR code with the company’s phone (WhatsApp → Linked devices); what attendants write meanwhile is kept and sent afterwards`),
      ...judgeWebhooks(await client.me(), settings),
      queueAdvice(),
    ];
  } catch (error) {
    return [bad(`cannot be used: ${reasonOf(error)}`, remedyOf(reasonOf(error)))];
  }
}

/** Z-API has no error codes; its sentences are those of zapi.md §1.3. */
function remedyOf(reason: string): string {
  if (/client-token/i.test(reason)) return `${PANEL} → Security → Account security token: copy it into ZAPI_CLIENT_TOKEN`;
  if (/not found|answered 40[134]/i.test(reason)) return `${PANEL} → Instances → the instance: copy ID and Token into ZAPI_INSTANCE_ID and ZAPI_TOKEN`;
  return 'is ZAPI_BASE_URL reachable from here (proxy, firewall)? Is Z-API up (status.z-api.io)?';
}

/** The setting can be written and not read. */
function queueAdvice(): Finding {
  return advice(
    'whether Z-API keeps messages in its own queue while disconnected cannot be read from outside',
    'once: PUT …/update-queue-settings {"disableEnqueueWhenDisconnected":true} (docs/zapi.md, step 7), so that what waits waits here, where it can still be taken back',
  );
}
