import { describe, expect, test } from '@jest/globals';
import { BadEnvironment, readConfig } from '../src/config.js';

const LEAST = { DATABASE_URL: 'mysql://u:p@localhost:3306/carinho', REDIS_URL: 'redis://localhost:6379' };
const PRODUCTION = {
  ...LEAST, NODE_ENV: 'production',
  ZAPI_INSTANCE_ID: 'I', ZAPI_TOKEN: 'T', ZAPI_CLIENT_TOKEN: 'C', ZAPI_WEBHOOK_SECRET: 'a-long-secret',
  SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret', SLACK_CHANNEL_ATENDIMENTO: 'C0ATENDE001', SLACK_CHANNEL_SUPERVISAO: 'C0SUPERV001',
  SESSION_SECRET: 'a-very-long-session-secret', INTERNAL_API_TOKEN: 'a-very-long-internal-token',
};

/** The problems of an environment, each as its first word: the variable. */
function problemsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(BadEnvironment);
    return (error as BadEnvironment).problems;
  }
}
const variables = (env: Record<string, string | undefined>) => problemsOf(env).map((problem) => problem.split(':')[0]);

describe('the environment', () => {
  test('development needs a database and Redis only; everything else has its default', () => {
    expect(readConfig(LEAST)).toMatchObject({
      NODE_ENV: 'development', ROLE: 'all', PORT: 3000, LOCALE: 'pt-BR', TZ_BUSINESS: 'America/Sao_Paulo', LOG_LEVEL: 'info', ZAPI_BASE_URL: 'https://api.z-api.io', SLACK_API_URL: 'https://slack.com/api/', BRAND_NAME: 'Carinho',
    });
    expect(Object.isFrozen(readConfig(LEAST))).toBe(true);
  });

  test('every problem is told at once, by the name of its variable, with a remedy', () => {
    const env = { PORT: '99999', ROLE: 'everything', LOCALE: 'fr', TZ_BUSINESS: 'Brasil', DATABASE_URL: 'postgres://x/y', SLACK_BOT_TOKEN: 'xoxp-1', SLACK_CHANNEL_ATENDIMENTO: 'atendimento', PUBLIC_URL: 'not a url', ADMIN_EMAIL: 'ana' };
    expect(variables(env).sort()).toEqual([...Object.keys(env), 'REDIS_URL'].sort());
    const message = new BadEnvironment(problemsOf(env)).message;
    for (const name of Object.keys(env)) expect(message).toContain(`\n  - ${name}: `);
    expect(problemsOf(env)).toEqual(expect.arrayContaining([
      'REDIS_URL: is missing',
      'TZ_BUSINESS: must be an IANA time zone such as America/Sao_Paulo',
      'DATABASE_URL: must be an address that starts with mysql:// or mariadb://',
      expect.stringMatching(/^SLACK_BOT_TOKEN: must be a bot token \(xoxb-/),
    ]));
  });

  test('no secret stands in a message', () => {
    const env = { ...LEAST, SESSION_SECRET: 'hunter2', DATABASE_URL: 'postgres://root:hunter2@db/x', SLACK_BOT_TOKEN: 'hunter2' };
    expect(new BadEnvironment(problemsOf(env)).message).not.toContain('hunter2');
  });

  test('an empty variable is one that is not set', () => {
    expect(readConfig({ ...LEAST, PORT: '', ZAPI_WEBHOOK_SECRET: '' })).toMatchObject({ PORT: 3000 });
    expect(variables({ ...LEAST, REDIS_URL: '' })).toEqual(['REDIS_URL']);
  });

  test('an instance and its token come together', () => {
    expect(variables({ ...LEAST, ZAPI_INSTANCE_ID: 'I' })).toEqual(['ZAPI_TOKEN']);
  });

  test('a mail server needs a sender, which is an address with or without a name', () => {
    const SMTP_URL = 'smtp://user:password@mail.example.com:587';
    expect(variables({ ...LEAST, SMTP_URL })).toEqual(['EMAIL_FROM']);
    for (const EMAIL_FROM of ['contato@example.com', 'Carinho <contato@example.com>', '"Carinho, equipe" <contato@example.com>']) expect(variables({ ...LEAST, SMTP_URL, EMAIL_FROM })).toEqual([]);
    for (const EMAIL_FROM of ['Carinho', 'contato@', 'a@b.co, c@d.co', '<a@b.co> Carinho']) expect(variables({ ...LEAST, SMTP_URL, EMAIL_FROM })).toEqual(['EMAIL_FROM']);
  });

  test('a bucket needs all four of its variables; lists are read', () => {
    expect(variables({ ...LEAST, MEDIA_S3_BUCKET: 'arquivos' })).toEqual(['MEDIA_S3_ENDPOINT', 'MEDIA_S3_KEY', 'MEDIA_S3_SECRET']);
    expect(readConfig({ ...LEAST, MEDIA_HOSTS: 'z-api.io, Backblazeb2.com,' })).toMatchObject({ MEDIA_HOSTS: ['z-api.io', 'backblazeb2.com'], MEDIA_ALLOW_HTTP: [], MEDIA_S3_REGION: 'us-east-1' });
    expect(variables({ ...LEAST, CLAMD_URL: 'http://clamd:3310' })).toEqual(['CLAMD_URL']);
  });

  test('variables of other programs do not disturb', () => {
    expect(problemsOf({ ...LEAST, HOME: '/root', PATH: '/bin', npm_config_x: '1' })).toEqual([]);
  });
});

describe('production', () => {
  test('starts with everything it needs', () => {
    expect(problemsOf(PRODUCTION)).toEqual([]);
  });

  test.each(['SLACK_BOT_TOKEN', 'SLACK_CHANNEL_ATENDIMENTO', 'SLACK_CHANNEL_SUPERVISAO', 'SESSION_SECRET', 'INTERNAL_API_TOKEN', 'ZAPI_INSTANCE_ID', 'ZAPI_TOKEN', 'DATABASE_URL', 'REDIS_URL'])('does not start without %s', (name) => {
    expect(variables({ ...PRODUCTION, [name]: undefined })).toContain(name);
  });

  test('does not start with no way to authenticate webhooks', () => {
    const env = { ...PRODUCTION, ZAPI_WEBHOOK_SECRET: undefined, ZAPI_TOKEN: undefined, ZAPI_CLIENT_TOKEN: undefined };
    expect(problemsOf(env).find((problem) => problem.startsWith('ZAPI_WEBHOOK_SECRET'))).toMatch(/no way to authenticate webhooks, production does not start/);
    expect(problemsOf({ ...PRODUCTION, ZAPI_WEBHOOK_SECRET: undefined })).toEqual([]);
  });

  test.each(['ZAPI_WEBHOOK_SECRET', 'SESSION_SECRET', 'INTERNAL_API_TOKEN'])('does not start with a %s that can be guessed', (name) => {
    expect(variables({ ...PRODUCTION, [name]: 'curto' })).toEqual([name]);
    expect(problemsOf({ ...LEAST, [name]: 'curto' })).toEqual([]);
  });

  test('never fetches over plain http or from private addresses', () => {
    expect(variables({ ...PRODUCTION, MEDIA_ALLOW_HTTP: '127.0.0.1:4000' })).toEqual(['MEDIA_ALLOW_HTTP']);
  });

  test('speaks with Slack over HTTP or Socket Mode, but one of them', () => {
    expect(variables({ ...PRODUCTION, SLACK_SIGNING_SECRET: undefined })).toEqual(['SLACK_SIGNING_SECRET or SLACK_APP_TOKEN']);
    expect(problemsOf({ ...PRODUCTION, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' })).toEqual([]);
  });

  test('tells all that is missing at once', () => {
    expect(variables({ NODE_ENV: 'production' }).length).toBeGreaterThanOrEqual(9);
    expect(new Set(variables({ NODE_ENV: 'production' })).size).toBe(variables({ NODE_ENV: 'production' }).length);
  });
});
