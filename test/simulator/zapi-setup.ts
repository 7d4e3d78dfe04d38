/** A gateway and a stand-in product, fresh for every test. */
import { afterEach, beforeEach } from '@jest/globals';
import { ZapiGateway } from '../../simulator/zapi/gateway.js';
import { StandInProduct } from './zapi-product.js';

export const INSTANCE = '3C00000000000000000000000000AAAA';
export const TOKEN = 'ABCDEFGHIJKLMNOPQRSTUVWX';
export const CLIENT_TOKEN = 'Fclienttoken';
export const MARIA = '5511988887777';

export let product: StandInProduct;
export let gateway: ZapiGateway;

export interface Reply { status: number; body: Record<string, unknown> }

/** Calls the API as the product does. */
export async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(`${gateway.baseUrl}/instances/${INSTANCE}/token/${TOKEN}/${path}`, {
    method,
    headers: { 'client-token': CLIENT_TOKEN, ...(method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) as Record<string, unknown> : {} };
}

/** A text to Maria. */
export const sendText = (message: string, extra: object = {}): Promise<Reply> => call('POST', 'send-text', { phone: MARIA, message, ...extra });

/** Starts both before and stops both after each test of the file. */
export function eachWithGateway(): void {
  beforeEach(async () => {
    product = await StandInProduct.start();
    gateway = await ZapiGateway.start({
      instanceId: INSTANCE, token: TOKEN, clientToken: CLIENT_TOKEN, webhookUrl: product.url, deliveryDelayMs: 10, statusDelayMs: 5,
    });
    gateway.phone(MARIA, { name: 'Maria Oliveira' });
  });

  afterEach(async () => {
    await gateway.close();
    await product.close();
  });
}
