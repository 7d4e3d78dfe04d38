/** The demo's outside world in one process: a Slack workspace at /slack, a WhatsApp gateway at /zapi, the customers' mailbox at /mail, the house's other systems at /partners, and pages to see them. */
import { createServer } from 'node:http';
import express from 'express';
import { openMailbox } from './mail/mailbox.js';
import type { SlackSimOptions } from './slack/workspace.js';
import { SlackWorkspace } from './slack/workspace.js';
import { DemoTime } from './demo-time.js';
import { createRecorder } from './partners/recorder.js';
import { webFiles } from './zapi/control/pages.js';
import { ZapiGateway } from './zapi/gateway.js';

const DELIVERY_DELAY_MS = 800;
const STATUS_DELAY_MS = 600;
const CUSTOMERS: [number: string, name: string][] = [
  ['5511988887777', 'Maria Oliveira'], ['5521977776666', 'João Pereira'], ['5531966665555', 'Dona Célia'],
];

/** The value, or a plain message about what is missing. */
function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    console.error(`simulator: ${name} is not set`);
    process.exit(1);
  }
  return value;
}

const port = Number(process.env.SIM_PORT ?? 4000);
const address = `http://127.0.0.1:${port}`;
const product = (process.env.SIM_PRODUCT_URL ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
const secret = process.env.ZAPI_WEBHOOK_SECRET;
const appToken = process.env.SLACK_APP_TOKEN;

const slack = SlackWorkspace.create({
  signingSecret: required('SLACK_SIGNING_SECRET'),
  botToken: required('SLACK_BOT_TOKEN'),
  eventsUrl: `${product}/slack/events`,
  baseUrl: `${address}/slack`,
  commands: JSON.parse(process.env.SIM_SLACK_COMMANDS ?? '[]') as NonNullable<SlackSimOptions['commands']>,
  // Message and global shortcuts belong to the product, which may name them here as JSON.
  shortcuts: JSON.parse(process.env.SIM_SLACK_SHORTCUTS ?? '[]') as NonNullable<SlackSimOptions['shortcuts']>,
  ...(appToken ? { appToken } : {}),
});
const time = new DemoTime(product, process.env.INTERNAL_API_TOKEN);
const zapi = ZapiGateway.create({
  now: () => time.now(),
  instanceId: required('ZAPI_INSTANCE_ID'),
  token: required('ZAPI_TOKEN'),
  ...(process.env.ZAPI_CLIENT_TOKEN ? { clientToken: process.env.ZAPI_CLIENT_TOKEN } : {}),
  webhookUrl: `${product}/webhooks/z-api${secret ? `/${secret}` : ''}`,
  publicUrl: `${address}/zapi`,
  deliveryDelayMs: DELIVERY_DELAY_MS,
  statusDelayMs: STATUS_DELAY_MS,
});
for (const [number, name] of CUSTOMERS) zapi.phone(number, { name });

const mailbox = process.env.SIM_SMTP_PORT ? openMailbox(Number(process.env.SIM_SMTP_PORT)) : undefined;

const partners = createRecorder({
  tokens: { crm: process.env.CRM_TOKEN ?? '', operacao: process.env.OPERACAO_TOKEN ?? '', integracoes: process.env.INTEGRACOES_TOKEN ?? '' },
  now: () => time.now(),
});

const app = express().disable('x-powered-by');
app.use('/slack', slack.router);
app.use('/zapi', zapi.router);
if (mailbox) app.use('/mail', mailbox.router);
app.use('/partners', partners.router);
// The phone's page looks for its gateway beside itself. Relative, so that it also works behind a path prefix.
app.get('/phone{/}', (req, res) => { res.redirect(req.path.endsWith('/') ? '../zapi/phone/' : './zapi/phone/'); });
app.get('/demo.json', (_req, res) => { res.json({ portal: `${product}/admin` }); });
app.use(time.router);
app.use(webFiles());

const server = createServer(app);
server.on('upgrade', (request, socket, head) => {
  if (!slack.upgrade(request, socket, head)) socket.destroy();
});
server.on('error', (error) => {
  console.error(`simulator: ${error.message}`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => { console.log(`simulator ready ${address}`); });

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await Promise.all([slack.close(), zapi.close(), mailbox?.close()]);
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on('SIGTERM', () => void close());
process.on('SIGINT', () => void close());
