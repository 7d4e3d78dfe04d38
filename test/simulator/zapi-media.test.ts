import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ZapiGateway } from '../../simulator/zapi/gateway.js';

let zapi: ZapiGateway;
let files: Server;
const MARIA = '5511988887777';

beforeAll(async () => {
  zapi = await ZapiGateway.start({ instanceId: 'I', token: 'T', deliveryDelayMs: 1, statusDelayMs: 1 });
  files = createServer((request, response) => {
    if (request.url === '/conta.pdf') response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4');
    else if (request.url === '/erro') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html></html>');
    else if (request.url === '/corta') response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '100' }).write('%PDF', () => response.destroy());
    else response.writeHead(request.url === '/cheio' ? 503 : 404).end();
  });
  await new Promise<void>((done) => files.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await zapi.close();
  await new Promise((done) => files.close(done));
});

test.each([
  ['/conta.pdf', { status: 'received', fetched: { bytes: 8, type: 'application/pdf' } }],
  ['/erro', { status: 'failed', error: expect.stringContaining('apparently it can be an html') }],
  ['/nada', { status: 'failed', error: 'Got a 404 error while trying to send message' }],
  ['/cheio', { status: 'failed', error: 'Message not send caused by invalid media url' }],
  ['/corta', { status: 'failed', error: 'Message not send caused by invalid media url' }],
])('a document at %s is fetched before it reaches the phone', async (path, becomes) => {
  const document = `http://127.0.0.1:${(files.address() as AddressInfo).port}${path}`;
  const answer = await fetch(`${zapi.baseUrl}/instances/I/token/T/send-document/pdf`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone: MARIA, document, fileName: 'conta.pdf' }) });
  expect(answer.status).toBe(200);
  await zapi.settled();
  expect(zapi.phone(MARIA).transcript.at(-1)).toMatchObject(becomes);
});
