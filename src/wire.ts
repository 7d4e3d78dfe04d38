import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { WebClient } from '@slack/web-api';
import { createSlackSender } from '../bot/deliver.js';
import type { BotParts } from '../bot/parts.js';
import { createSlackClient } from '../bot/slack-call.js';
import { openSlackFile } from '../bot/slack-files.js';
import { slackLogger } from '../bot/slack-log.js';
import { migrations } from '../migrations/index.js';
import type { Config } from './config.js';
import { openDatabase } from './db/data-source.js';
import { openNamedLocks, type NamedLocks } from './db/named-locks.js';
import { entities } from './domain/entities.js';
import { createLedger, type Ledger } from './domain/ledger/ledger.js';
import { createLetterbox, type Letterbox } from './domain/letterbox/accept.js';
import { openSpool, type Spool } from './domain/letterbox/spool.js';
import type { MediaStore } from './domain/media/media-store.js';
import type { DrainParts, Sender } from './domain/outbox/drain.js';
import { laneKind } from './domain/outbox/lanes.js';
import { cachedOutside, PARTNERS, type Outside, type Partner } from './domain/partners/outside.js';
import { reactions } from './domain/reactions.js';
import { routes } from './domain/routes.js';
import { cachedCalendar } from './domain/working-hours/load-calendar.js';
import type { Calendar } from './domain/working-hours/calendar.js';
import { cachedSettings, type Settings } from './domain/settings/settings.js';
import { outLinks } from './integrations/media/out-links.js';
import { createMediaSender } from './integrations/media/send.js';
import { createMediaStore } from './integrations/media/store.js';
import { createPartnerSender } from './integrations/partners/send.js';
import { createMailLook, type MailLook } from './integrations/mail/mail-look.js';
import { senderOf } from './integrations/mail/message.js';
import { createMailSender } from './integrations/mail/send.js';
import { mailServerOf } from './integrations/mail/server-address.js';
import { createZapiClient, type ZapiClient } from './integrations/zapi/client.js';
import { createWhatsAppSender } from './integrations/zapi/send.js';
import { elapsedSince, type Clock } from './kit/clock.js';
import { TryLater } from './kit/errors.js';
import { createTranslate, type Translate } from './kit/i18n.js';
import { logFor, type Log } from './kit/log.js';
import { systemResolve } from './kit/public-address.js';
import { createMetrics, type Metrics } from './kit/metrics.js';
import { openRedis } from './redis/connections.js';
import { createWakers, type Wakers } from './redis/queues.js';
import { createSlackPace } from './redis/slack-pace.js';

/** Everything built and joined, before a role decides what runs. */
export interface House {
  config: Config;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  t: Translate;
  source: DataSource;
  redis: ReturnType<typeof openRedis>;
  prefix: string;
  /** BullMQ's queues, to be looked at. */
  queues: Wakers['queues'];
  locks: NamedLocks;
  settings: { get(): Promise<Settings>; drop(): void };
  calendar: { get(): Promise<Calendar>; drop(): void };
  outside: { get(): Promise<Outside>; drop(): void };
  /** The house's other systems that have an address. */
  partners: readonly Partner[];
  ledger: Ledger;
  letterbox: Letterbox;
  media: MediaStore;
  spool: Spool;
  zapi: ZapiClient | undefined;
  /** How e-mails look. */
  mail: MailLook;
  slack: WebClient;
  bot: BotParts;
  lanes: DrainParts;
  close(): Promise<void>;
}

const NO_GATEWAY: Sender = async () => {
  throw new TryLater('ZAPI_INSTANCE_ID and ZAPI_TOKEN are not set: messages to WhatsApp wait', { afterMs: 60_000, counts: false });
};

const NO_MAIL: Sender = async () => {
  throw new TryLater('SMTP_URL and EMAIL_FROM are not set: e-mails wait', { afterMs: 60_000, counts: false });
};

function mailSenderOf({ SMTP_URL: url, EMAIL_FROM: from, EMAIL_REPLY_TO: replyTo, BRAND_NAME: brand, TZ_BUSINESS: zone, LOCALE: locale }: Config, look: MailLook, ledger: Ledger): Sender | undefined {
  return url && from ? createMailSender({ look, ledger, server: mailServerOf(url), sender: senderOf(from, replyTo, brand), zone, locale }) : undefined;
}

function bucketOf(config: Config) {
  const { MEDIA_S3_ENDPOINT: endpoint, MEDIA_S3_BUCKET: bucket, MEDIA_S3_KEY: key, MEDIA_S3_SECRET: secret, MEDIA_S3_REGION: region } = config;
  return endpoint && bucket && key && secret ? { endpoint, bucket, key, secret, region } : undefined;
}

/** The house's other systems, those that have an address. */
function partnersOf(config: Config) {
  const one = (baseUrl: string | undefined, token: string | undefined) => (baseUrl === undefined ? undefined : { baseUrl, token });
  const { CRM_BASE_URL: crm, OPERACAO_BASE_URL: operacao, INTEGRACOES_BASE_URL: integracoes } = config;
  return { crm: one(crm, config.CRM_TOKEN), operacao: one(operacao, config.OPERACAO_TOKEN), integracoes: one(integracoes, config.INTEGRACOES_TOKEN) };
}

/** Builds the house from its configuration: the only place where its parts are joined. */
export async function wire(config: Config, clock: Clock, log: Log): Promise<House> {
  const metrics = createMetrics();
  const t = createTranslate(config.LOCALE);
  const source = await openDatabase({ url: config.DATABASE_URL, entities, migrations });
  const redis = openRedis(config.REDIS_URL, logFor(log, 'queue'));
  const prefix = `carinho:${new URL(config.DATABASE_URL).pathname.slice(1)}`;
  const wakers = createWakers(redis.producer, prefix, logFor(log, 'queue'));
  const locks = openNamedLocks(config.DATABASE_URL, `proc:${process.pid}:${randomUUID().slice(0, 13)}`);
  const settings = cachedSettings(source.manager, () => elapsedSince(0));
  const calendar = cachedCalendar(source.manager, config.TZ_BUSINESS, () => elapsedSince(0));
  const access = partnersOf(config);
  const partners = PARTNERS.filter((name) => access[name] !== undefined);
  const outside = cachedOutside(source.manager, partners, () => elapsedSince(0));
  const words = { brand: config.BRAND_NAME, zone: config.TZ_BUSINESS, locale: config.LOCALE, t, calendar: calendar.get };
  const ledger = createLedger({ source, clock, settings: settings.get, calendar: calendar.get, outside: outside.get, house: words, reactions, routes, wake: wakers.wakeLanes });
  const spool = openSpool(join(config.DATA_DIR, 'spool'), () => clock.now().getTime());
  const letterbox = createLetterbox({ sql: source.manager, spool, wake: wakers.wakeStreams });
  const slack = createSlackClient(config.SLACK_BOT_TOKEN, config.SLACK_API_URL, slackLogger(logFor(log, 'slack')));
  const zapi =
    config.ZAPI_INSTANCE_ID && config.ZAPI_TOKEN
      ? createZapiClient({ baseUrl: config.ZAPI_BASE_URL, instanceId: config.ZAPI_INSTANCE_ID, token: config.ZAPI_TOKEN, clientToken: config.ZAPI_CLIENT_TOKEN })
      : undefined;
  const media = createMediaStore({
    folder: config.MEDIA_DIR ?? join(config.DATA_DIR, 'media'),
    bucket: bucketOf(config),
    clamdUrl: config.CLAMD_URL,
    hosts: config.MEDIA_HOSTS,
    plainHosts: config.MEDIA_ALLOW_HTTP,
    clock,
  });
  const linkTo = outLinks(config);
  const portalUrl = config.PUBLIC_URL === undefined ? undefined : `${config.PUBLIC_URL.replace(/\/$/, '')}/admin`;
  const mail = createMailLook({ brand: config.BRAND_NAME, locale: config.LOCALE, t });
  const mailSender = mailSenderOf(config, mail, ledger);
  const bot: BotParts = {
    client: slack,
    source,
    ledger,
    letterbox,
    media,
    takesLargeFiles: linkTo !== undefined,
    sendsMail: mailSender !== undefined,
    portalUrl,
    channels: { atendimento: config.SLACK_CHANNEL_ATENDIMENTO, supervisao: config.SLACK_CHANNEL_SUPERVISAO, gestao: config.SLACK_CHANNEL_GESTAO },
    pace: createSlackPace(redis.producer, prefix, () => clock.now().getTime()),
    clock,
    ...words,
    log: logFor(log, 'slack'),
  };
  const files = { media, linkTo, open: (id: string, signal: AbortSignal) => openSlackFile(slack, config.SLACK_BOT_TOKEN ?? '', config.SLACK_API_URL, id, signal) };
  const senders = { slack: createSlackSender(bot), whatsapp: zapi ? createWhatsAppSender({ client: zapi, ledger, files }) : NO_GATEWAY, media: createMediaSender(media), partner: createPartnerSender({ ledger, clock, access, house: { zone: config.TZ_BUSINESS, portalUrl }, webhooks: { resolve: systemResolve, plainHosts: config.MEDIA_ALLOW_HTTP, secret: config.SESSION_SECRET } }), email: mailSender ?? NO_MAIL };
  const lanes: DrainParts = {
    sql: source.manager,
    locks,
    clock,
    ledger,
    settings: settings.get,
    senderOf: (lane) => senders[laneKind(lane)],
    log: logFor(log, 'lane'),
    metrics,
  };
  return {
    config, clock, log, metrics, t, source, redis, prefix, queues: wakers.queues, locks, settings, calendar, outside, partners, ledger, letterbox, media, spool, zapi, mail, slack, bot, lanes,
    async close() {
      await wakers.close();
      await locks.close();
      await redis.close();
      await source.destroy();
    },
  };
}
