import { App, ExpressReceiver, type Receiver } from '@slack/bolt';
import type { Application } from 'express';
import { reasonOf } from '../src/kit/errors.js';
import type { BotParts } from './parts.js';
import { slackLogger } from './slack-log.js';
import { DurableSocketReceiver } from './socket-receiver.js';
import { registerCompose } from './listeners/compose.js';
import { registerActForm } from './listeners/act-form.js';
import { registerActs } from './listeners/acts.js';
import { registerHome } from './listeners/home.js';
import { registerQuote } from './listeners/quote.js';
import { registerIncidents } from './listeners/incidents.js';
import { registerMedia } from './listeners/media.js';
import { registerReactions } from './listeners/reactions.js';
import { registerReplies } from './listeners/replies.js';
import { registerShifts } from './listeners/shifts.js';
import { registerTeam } from './listeners/team.js';
import { registerTriage } from './listeners/triage.js';
import { registerLists } from './listeners/lists.js';
import { registerEmail } from './listeners/email.js';
import { registerTemplates } from './listeners/templates.js';
import { registerThread } from './listeners/thread.js';

export interface BotSettings {
  token: string;
  apiUrl: string;
  signingSecret: string | undefined;
  appToken: string | undefined;
}

export interface Bot {
  app: App;
  /** Socket Mode: connects, or goes on trying meanwhile; HTTP: nothing (Express listens). */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Whom we are in Slack, asked once and kept; asked again while Slack cannot be reached. */
function identity(parts: BotParts) {
  let known: Promise<{ botId: string; botUserId: string; teamId: string }> | undefined;
  return async () => {
    known ??= parts.client.auth.test().then((answer) => ({ botId: answer.bot_id ?? '', botUserId: answer.user_id ?? '', teamId: answer.team_id ?? '' }));
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

/**
 * Bolt over HTTP (mounted on our Express) or, when only an app token is given, over Socket Mode. Answers are given after
 * the work, so that an event Slack got a 200 for is in the letterbox; buttons and commands are one local transaction.
 */
export function createBot(parts: BotParts, settings: BotSettings, web: Application): Bot {
  const whoAmI = identity(parts);
  const logger = slackLogger(parts.log);
  const receiver: Receiver = settings.signingSecret
    ? new ExpressReceiver({ logger, signingSecret: settings.signingSecret, app: web, endpoints: '/slack/events', processBeforeResponse: true })
    : new DurableSocketReceiver(settings.appToken ?? '', settings.apiUrl, parts.log, logger);
  const app = new App({
    receiver,
    logger,
    clientOptions: { slackApiUrl: settings.apiUrl },
    processBeforeResponse: true,
    authorize: async () => ({ botToken: settings.token, ...(await whoAmI()) }),
  });
  app.error(async (error) => {
    parts.log.error({ err: error.original ?? error, reason: reasonOf(error.original ?? error) }, 'a Slack request could not be handled');
    // Rethrown, so that Slack gets no 200 and sends the event again.
    throw error;
  });
  registerThread(app, parts);
  registerActs(app, parts);
  registerActForm(app, parts);
  registerHome(app, parts);
  registerReactions(app, parts);
  registerReplies(app, parts);
  registerMedia(app, parts);
  registerIncidents(app, parts);
  registerTemplates(app, parts);
  registerEmail(app, parts);
  registerLists(app, parts);
  registerCompose(app, parts);
  registerTriage(app, parts);
  registerQuote(app, parts);
  registerTeam(app, parts);
  registerShifts(app, parts);
  return {
    app,
    start: async () => {
      if (receiver instanceof DurableSocketReceiver) await receiver.connect();
    },
    stop: async () => {
      if (receiver instanceof DurableSocketReceiver) await app.stop();
    },
  };
}
