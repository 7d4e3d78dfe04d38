import { join } from 'node:path';
import { z } from 'zod';
import { LOCALES } from './kit/i18n.js';
import { repositoryRoot } from './kit/repository-root.js';

const url = (protocols: string[]) => z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), { message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}` });
const http = url(['http:', 'https:']);
/** Comma-separated. */
const list = z.string().transform((value) => value.split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== ''));
const slackId = (prefix: string) => z.string().regex(new RegExp(`^[${prefix}][A-Z0-9]{2,}$`), `must be a Slack id starting with ${prefix.split('').join(' or ')}: open the channel's details in Slack, it is at the foot`);
const mailbox = z.string().regex(/^(?:[^<>@]*<[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/, 'must be an address, or a name and an address: Carinho <contato@example.com>');
const zone = z.string().refine((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, { message: 'must be an IANA time zone such as America/Sao_Paulo' });

/** Every environment variable the product reads (contract.md), with its default. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: http.optional(),
  LOCALE: z.enum(LOCALES).default('pt-BR'),
  TZ_BUSINESS: zone.default('America/Sao_Paulo'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `off`: a web process without the portal, which starts faster and is lighter. */
  PORTAL: z.enum(['on', 'off']).default('on'),
  /** Development only: POST /dev/clock moves the product's time. */
  DEV_CLOCK: z.enum(['on', 'off']).default('off'),
  MIGRATE: z.enum(['on', 'off']).default('on'),
  DATA_DIR: z.string().default(join(repositoryRoot(), 'data')),
  /** Folder of conversations' files; with a bucket, only of those under way. Default: media below DATA_DIR. */
  MEDIA_DIR: z.string().optional(),
  /** Names media may be fetched from (or from below), comma-separated; none = any public one. */
  MEDIA_HOSTS: list.default([]),
  /** Hosts taken over plain http and on private addresses: tests and demo only. */
  MEDIA_ALLOW_HTTP: list.default([]),
  MEDIA_S3_ENDPOINT: http.optional(),
  MEDIA_S3_BUCKET: z.string().optional(),
  MEDIA_S3_KEY: z.string().optional(),
  MEDIA_S3_SECRET: z.string().optional(),
  MEDIA_S3_REGION: z.string().default('us-east-1'),
  CLAMD_URL: url(['tcp:']).optional(),
  DATABASE_URL: url(['mysql:', 'mariadb:']),
  REDIS_URL: url(['redis:', 'rediss:']),
  ZAPI_BASE_URL: http.default('https://api.z-api.io'),
  ZAPI_INSTANCE_ID: z.string().min(1).optional(),
  ZAPI_TOKEN: z.string().min(1).optional(),
  ZAPI_CLIENT_TOKEN: z.string().min(1).optional(),
  ZAPI_WEBHOOK_SECRET: z.string().min(1).optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must be a bot token (xoxb-…): OAuth & Permissions page of the Slack app').optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must be an app-level token (xapp-…) with connections:write').optional(),
  /** Sign in with Slack: both or neither. */
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_OIDC_ISSUER: http.default('https://slack.com'),
  SLACK_API_URL: http.default('https://slack.com/api/'),
  SLACK_CHANNEL_ATENDIMENTO: slackId('CG').optional(),
  SLACK_CHANNEL_SUPERVISAO: slackId('CG').optional(),
  SLACK_CHANNEL_GESTAO: slackId('CG').optional(),
  CRM_BASE_URL: http.optional(),
  CRM_TOKEN: z.string().optional(),
  OPERACAO_BASE_URL: http.optional(),
  OPERACAO_TOKEN: z.string().optional(),
  INTEGRACOES_BASE_URL: http.optional(),
  INTEGRACOES_TOKEN: z.string().optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  EMAIL_FROM: mailbox.optional(),
  EMAIL_REPLY_TO: mailbox.optional(),
  SESSION_SECRET: z.string().min(1).optional(),
  INTERNAL_API_TOKEN: z.string().min(1).optional(),
  BRAND_NAME: z.string().default('Carinho'),
  BACKUP_DIR: z.string().optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(8, 'must have 8 characters or more').optional(),
});

export type Config = Readonly<z.infer<typeof environment>>;

/** Thrown by `readConfig`: every problem of the environment at once, one a line. */
export class BadEnvironment extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee .env.example for every variable.`);
    this.name = 'BadEnvironment';
  }
}

/**
 * Reads and validates the environment. Empty strings count as unset.
 * @throws BadEnvironment with all problems, each naming the variable and the remedy
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`);
  problems.push(...missingTogether(given));
  if (!parsed.success || problems.length > 0) throw new BadEnvironment(problems);
  return Object.freeze(parsed.data);
}

/** Characters a secret of ours must have in production. */
const SHORTEST_SECRET = 8;

/** What only production needs, and what must come in pairs. */
function missingTogether(env: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  const need = (name: string, why: string) => {
    if (env[name] === undefined) problems.push(`${name}: is missing (${why})`);
  };
  if (env['ZAPI_INSTANCE_ID'] !== undefined || env['NODE_ENV'] === 'production') {
    need('ZAPI_INSTANCE_ID', 'Z-API panel, Instances');
    need('ZAPI_TOKEN', 'Z-API panel, the instance’s token');
  }
  const bucket = ['MEDIA_S3_ENDPOINT', 'MEDIA_S3_BUCKET', 'MEDIA_S3_KEY', 'MEDIA_S3_SECRET'];
  if (bucket.some((name) => env[name] !== undefined)) for (const name of bucket) need(name, 'a bucket needs endpoint, name, key and secret');
  if (env['SMTP_URL'] !== undefined) need('EMAIL_FROM', 'e-mails need a sender');
  const slackSignIn = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'];
  if (slackSignIn.some((name) => env[name] !== undefined)) for (const name of slackSignIn) need(name, 'signing in with Slack needs both');
  if (env['NODE_ENV'] !== 'production') return problems;
  if (env['SLACK_CLIENT_ID'] !== undefined) need('PUBLIC_URL', 'signing in with Slack comes back to it');
  if (env['SLACK_OIDC_ISSUER']?.startsWith('http:')) problems.push('SLACK_OIDC_ISSUER: must be https in production');
  if (env['DEV_CLOCK'] === 'on') problems.push('DEV_CLOCK: must not be on in production (it moves the time)');
  if (env['MEDIA_ALLOW_HTTP'] !== undefined) problems.push('MEDIA_ALLOW_HTTP: must not be set in production (it opens private addresses)');
  if (env['ZAPI_WEBHOOK_SECRET'] === undefined && env['ZAPI_TOKEN'] === undefined && env['ZAPI_CLIENT_TOKEN'] === undefined) {
    problems.push('ZAPI_WEBHOOK_SECRET: is missing (with no way to authenticate webhooks, production does not start)');
  }
  if (env['SLACK_SIGNING_SECRET'] === undefined && env['SLACK_APP_TOKEN'] === undefined) {
    problems.push('SLACK_SIGNING_SECRET or SLACK_APP_TOKEN: is missing (HTTP mode needs the first, Socket Mode the second)');
  }
  for (const name of ['ZAPI_WEBHOOK_SECRET', 'SESSION_SECRET', 'INTERNAL_API_TOKEN']) {
    if ((env[name]?.length ?? SHORTEST_SECRET) < SHORTEST_SECRET) problems.push(`${name}: must have ${SHORTEST_SECRET} characters or more in production`);
  }
  need('SLACK_BOT_TOKEN', 'OAuth & Permissions page of the Slack app');
  need('SLACK_CHANNEL_ATENDIMENTO', 'the channel where conversations live');
  need('SLACK_CHANNEL_SUPERVISAO', 'the channel for alerts');
  need('SESSION_SECRET', 'any long random text; signs the portal’s sessions');
  need('INTERNAL_API_TOKEN', 'any long random text; opens /metrics and the API');
  return problems;
}
