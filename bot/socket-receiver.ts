import { SocketModeReceiver, type App, type Logger, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../src/kit/log.js';

interface Envelope {
  ack: (response?: Record<string, unknown>) => Promise<void>;
  body: ReceiverEvent['body'];
  retry_num?: number;
  retry_reason?: string;
}

/**
 * Socket Mode, but an envelope is acknowledged after the work instead of before it: what Slack believes delivered is in
 * the letterbox. When the work fails there is no acknowledgement and Slack sends the envelope again.
 */
export class DurableSocketReceiver extends SocketModeReceiver {
  constructor(appToken: string, apiUrl: string, private readonly log: Log, logger: Logger) {
    super({ appToken, logger, installerOptions: { clientOptions: { slackApiUrl: apiUrl } } });
  }

  override init(app: App): void {
    super.init(app);
    this.client.removeAllListeners('slack_event');
    this.client.on('slack_event', (envelope: Envelope) => void this.process(app, envelope));
  }

  private async process(app: App, envelope: Envelope): Promise<void> {
    let answer: Record<string, unknown> | undefined;
    try {
      await app.processEvent({
        body: envelope.body,
        ...(envelope.retry_num === undefined ? {} : { retryNum: envelope.retry_num }),
        ...(envelope.retry_reason === undefined ? {} : { retryReason: envelope.retry_reason }),
        ack: async (response?: unknown) => {
          answer = typeof response === 'string' ? { text: response } : (response as Record<string, unknown> | undefined);
        },
      });
      await envelope.ack(answer);
    } catch (error) {
      this.log.error({ err: error }, 'an envelope from Slack was not acknowledged; Slack sends it again');
    }
  }
}
