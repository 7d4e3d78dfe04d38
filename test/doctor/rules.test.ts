import { describe, expect, test } from '@jest/globals';
import { checkEnvironment } from '../../src/doctor/environment.js';
import { judgeVersion } from '../../src/doctor/mysql.js';
import { judgeRedis } from '../../src/doctor/redis.js';
import { hideSecrets } from '../../src/doctor/report.js';
import { judgeWebhooks, maskUrl, webhookUrl } from '../../src/doctor/zapi-webhooks.js';

describe('environment', () => {
  test('every problem is told, each with the variable; the valid rest is looked at all the same', () => {
    const { findings, settings } = checkEnvironment({ NODE_ENV: 'production', PORT: 'door', REDIS_URL: 'redis://127.0.0.1', SLACK_BOT_TOKEN: 'xoxp-a-person', ZAPI_INSTANCE_ID: 'ABC' });
    const said = findings.map((finding) => `${finding.mark} ${finding.says}`).join('\n');
    for (const name of ['PORT', 'DATABASE_URL', 'SLACK_BOT_TOKEN', 'ZAPI_TOKEN', 'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN', 'SLACK_CHANNEL_ATENDIMENTO', 'SESSION_SECRET', 'INTERNAL_API_TOKEN']) expect(said).toContain(`bad ${name}: `);
    expect(said).not.toContain('xoxp-a-person');
    expect(settings.REDIS_URL).toBe('redis://127.0.0.1');
    expect(settings.DATABASE_URL).toBeUndefined();
    expect(settings.SLACK_BOT_TOKEN).toBeUndefined();
    expect(settings.ZAPI_INSTANCE_ID).toBeUndefined();
    expect(settings.NODE_ENV).toBe('production');
  });

  test('development is well, and told what production would also ask for', () => {
    const { findings } = checkEnvironment({ DATABASE_URL: 'mysql://u:p@h/d', REDIS_URL: 'redis://h' });
    expect(findings.map((finding) => finding.mark)).toEqual(['good', 'advice']);
    expect(findings[1]?.says).toContain('SESSION_SECRET');
  });
});

describe('versions', () => {
  test.each([
    ['8.0.36', 'good'],
    ['8.4.3-commercial', 'good'],
    ['9.1.0', 'good'],
    ['5.7.44-log', 'bad'],
    ['10.11.6-MariaDB-0+deb12u1', 'good'],
    ['5.5.5-10.6.18-MariaDB', 'good'],
    ['11.4.2-MariaDB', 'good'],
    ['10.5.23-MariaDB-1', 'bad'],
  ])('MySQL %s is %s', (version, mark) => expect(judgeVersion(version).mark).toBe(mark));

  test.each([
    ['7.2.5', 'noeviction', ['good', 'good']],
    ['6.2.0', 'allkeys-lru', ['good', 'advice']],
    ['6.0.16', 'noeviction', ['bad', 'good']],
  ])('Redis %s with %s', (version, policy, marks) => {
    expect(judgeRedis(`# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`).map((finding) => finding.mark)).toEqual(marks);
  });
});

describe('webhook addresses', () => {
  const settings = { PUBLIC_URL: 'https://a.example/', ZAPI_WEBHOOK_SECRET: 'long/secret' };
  const url = webhookUrl(settings) as string;
  const all = Object.fromEntries(['received', 'delivery', 'messageStatus', 'connected', 'disconnected'].map((name) => [`${name}CallbackUrl`, url]));

  test('the secret is one path segment', () => expect(url).toBe('https://a.example/webhooks/z-api/long%2Fsecret'));

  test('what an account does not tell is not missed; what takes priority counts', () => {
    const me = { ...all, receiveCallbackSentByMe: true };
    expect(judgeWebhooks(me, settings).map((finding) => finding.mark)).toEqual(['good', 'good']);
    expect(judgeWebhooks({ ...me, receivedAndDeliveryCallbackUrl: '' }, settings)[0]?.mark).toBe('good');
    expect(judgeWebhooks({ ...me, receivedAndDeliveryCallbackUrl: 'https://b.example/x' }, settings)[0]).toMatchObject({ mark: 'bad', says: expect.stringContaining('https://b.example/•••') });
    expect(judgeWebhooks(me, {}).map((finding) => finding.mark)).toEqual(['advice', 'good']);
  });

  test.each([
    ['https://a.example/webhooks/z-api/secret', 'https://a.example/webhooks/z-api/•••'],
    ['https://a.example/webhooks/z-api', 'https://a.example/webhooks/z-api'],
    ['https://a.example/webhooks/z-api?token=secret', 'https://a.example/webhooks/z-api/•••'],
    ['https://b.example/their/secret', 'https://b.example/•••'],
    ['https://user:secret@b.example/', 'https://b.example'],
    ['secret', '(no address)'],
  ])('%s is shown as %s', (given, shown) => expect(maskUrl(given)).toBe(shown));
});

test('no secret of the environment survives in the report', () => {
  const env = { ZAPI_TOKEN: 'abcdefgh', ADMIN_PASSWORD: 'p%40ssword', SMTP_URL: 'smtp://me:pa%40ss-word@mail', PORT: '30000000' };
  expect(hideSecrets('abcdefgh p%40ssword pa@ss-word pa%40ss-word 30000000', env)).toBe('••• ••• ••• ••• 30000000');
});
