import type { WebClient } from '@slack/web-api';
import type { DataSource } from 'typeorm';
import type { Ledger } from '../src/domain/ledger/ledger.js';
import type { Letterbox } from '../src/domain/letterbox/accept.js';
import type { MediaStore } from '../src/domain/media/media-store.js';
import type { Calendar } from '../src/domain/working-hours/calendar.js';
import type { Clock } from '../src/kit/clock.js';
import type { Translate } from '../src/kit/i18n.js';
import type { Log } from '../src/kit/log.js';

/** How fast posts may go into a channel; see src/redis/slack-pace.ts. */
export interface Pace {
  waitMs(channel: string): Promise<number>;
  limited(channel: string, ms: number): Promise<void>;
  isLimited(channel: string): boolean;
}

/** The channels of the house; undefined when not configured. */
export interface Channels {
  atendimento: string | undefined;
  supervisao: string | undefined;
  gestao: string | undefined;
}

/** Everything the Slack side is given by main.ts. */
export interface BotParts {
  client: WebClient;
  source: DataSource;
  ledger: Ledger;
  letterbox: Letterbox;
  /** Files of conversations. */
  media: MediaStore;
  channels: Channels;
  /** Can files that are too large for a call leave by link (PUBLIC_URL)? */
  takesLargeFiles: boolean;
  /** Can e-mails be sent (SMTP_URL and EMAIL_FROM)? */
  sendsMail: boolean;
  /** Where the portal is (PUBLIC_URL), for links. */
  portalUrl: string | undefined;
  pace: Pace;
  clock: Clock;
  /** Working hours and holidays. */
  calendar: () => Promise<Calendar>;
  t: Translate;
  log: Log;
  brand: string;
  locale: string;
  /** Business time zone, for the hours people read. */
  zone: string;
}
