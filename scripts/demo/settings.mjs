import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecrets, randomSecret } from '../services/kept-secrets.mjs';

const CHANNELS = { SLACK_CHANNEL_ATENDIMENTO: 'C0ATENDE001', SLACK_CHANNEL_SUPERVISAO: 'C0SUPERV001', SLACK_CHANNEL_GESTAO: 'C0GESTAO001' };

/** Emptied, so that a demo on a developer's machine never reaches the real systems that the shell's environment names. */
const REAL_SYSTEMS = ['SLACK_APP_TOKEN', 'SMTP_URL', 'EMAIL_FROM', 'EMAIL_REPLY_TO', 'BACKUP_DIR', 'MEDIA_DIR', 'MEDIA_HOSTS', 'MEDIA_S3_ENDPOINT', 'MEDIA_S3_BUCKET', 'MEDIA_S3_KEY', 'MEDIA_S3_SECRET', 'CLAMD_URL'];

/**
 * The environment of everything the demo starts: the product talks to the simulator as if it were Slack and Z-API.
 * Secrets are made once and kept in the demo's folder, so that the portal's login stays the same.
 * @param {{ root: string, dir: string, databaseUrl: string, redisUrl: string, webPort: number, simulatorPort: number, mailPort: number }} options
 */
export async function demoEnvironment({ root, dir, databaseUrl, redisUrl, webPort, simulatorPort, mailPort }) {
  const secrets = keptSecrets(join(dir, 'secrets.json'), {
    ADMIN_PASSWORD: () => `demo-${randomSecret(6)}`,
    SESSION_SECRET: randomSecret,
    INTERNAL_API_TOKEN: randomSecret,
    SLACK_SIGNING_SECRET: randomSecret,
    SLACK_BOT_TOKEN: () => `xoxb-demo-${randomSecret(12)}`,
    ZAPI_INSTANCE_ID: () => `DEMO${randomSecret(6).toUpperCase().replace(/[^A-Z0-9]/g, '0')}`,
    ZAPI_TOKEN: randomSecret,
    ZAPI_CLIENT_TOKEN: randomSecret,
    ZAPI_WEBHOOK_SECRET: randomSecret,
    CRM_TOKEN: randomSecret,
    OPERACAO_TOKEN: randomSecret,
    INTEGRACOES_TOKEN: randomSecret,
  });
  const product = `http://127.0.0.1:${webPort}`;
  const simulator = `http://127.0.0.1:${simulatorPort}`;
  return {
    ...process.env,
    ...Object.fromEntries(REAL_SYSTEMS.map((name) => [name, ''])),
    ...secrets,
    ...CHANNELS,
    NODE_ENV: 'development',
    DEV_CLOCK: 'on',
    TZ: 'UTC',
    LOCALE: 'pt-BR',
    LOG_LEVEL: process.env.LOG_LEVEL || 'info',
    MIGRATE: 'off', // the demo has migrated before it starts them
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    DATA_DIR: join(dir, 'data'),
    PUBLIC_URL: product,
    ZAPI_BASE_URL: `${simulator}/zapi`,
    SLACK_API_URL: `${simulator}/slack/api/`,
    CRM_BASE_URL: `${simulator}/partners/crm`,
    OPERACAO_BASE_URL: `${simulator}/partners/operacao`,
    INTEGRACOES_BASE_URL: `${simulator}/partners/integracoes`,
    // The phone's sample pictures come from the simulator.
    MEDIA_ALLOW_HTTP: `127.0.0.1:${simulatorPort},localhost:${simulatorPort}`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    EMAIL_FROM: 'Carinho <contato@carinho.local>',
    SIM_SMTP_PORT: String(mailPort),
    SIM_PORT: String(simulatorPort),
    SIM_PRODUCT_URL: product,
    ADMIN_EMAIL: 'admin@carinho.local',
    ...(await slackSurface(root)),
    ...portalBundle(root),
  };
}

/** The commands and shortcuts the demo's Slack page offers: those of the app's manifest. */
async function slackSurface(root) {
  const { parse } = await import('yaml'); // not at the top: this file is loaded before node_modules is there
  const { features } = parse(readFileSync(join(root, 'slack-manifest.yml'), 'utf8'));
  return {
    SIM_SLACK_COMMANDS: JSON.stringify(features.slash_commands.map(({ command, description, usage_hint: usage }) => ({ command, description, ...(usage ? { usage } : {}) }))),
    SIM_SLACK_SHORTCUTS: JSON.stringify(features.shortcuts.map(({ name, type, callback_id }) => ({ name, type, callback_id }))),
  };
}

/** The portal's bundle made by the build, when there is one; otherwise AdminJS makes it at the first visit. */
function portalBundle(root) {
  const folder = 'build/admin';
  return { ADMIN_JS_TMP_DIR: folder, ADMIN_JS_SKIP_BUNDLE: String(existsSync(join(root, folder, 'bundle.js'))) };
}

/** Who works in the demo's Slack workspace: the simulator has the same people under the same ids. */
export const demoPeople = [
  { name: 'Ana Lima', email: 'ana@carinho.local', role: 'agent', slack: 'U0ANA000001' },
  { name: 'Bruno Souza', email: 'bruno@carinho.local', role: 'agent', slack: 'U0BRUNO0001' },
  { name: 'Sofia Prado', email: 'sofia@carinho.local', role: 'supervisor', slack: 'U0SOFIA0001' },
];
