import { SocketModeReceiver, type App, type Logger, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../src/kit/log.js';

interface Envelope {
  ack: (response?: Record<string, unknown>) => Promise<void>;
  body: ReceiverEvent['body'];
  retry_num?: number;
  retry_reason?: string;
}

/** The longest pause between two tries to connect, ms. */
const TRY_AGAIN_MS = 30_000;
/** How long the start of the product waits for the first connection, ms. */
const PATIENCE_MS = 3000;

/**
 * Socket Mode, but an envelope is acknowledged after the work instead of before it: what Slack believes delivered is in
 * the letterbox. When the work fails there is no acknowledgement and Slack sends the envelope again.
 */
export class DurableSocketReceiver extends SocketModeReceiver {
  private again: NodeJS.Timeout | undefined;

  constructor(appToken: string, apiUrl: string, private readonly log: Log, logger: Logger) {
    super({ appToken, logger, installerOptions: { clientOptions: { slackApiUrl: apiUrl, retryConfig: { forever: true, factor: 1.3, maxTimeout: TRY_AGAIN_MS } } } });
  }

  /**
   * Connects, and goes on trying by itself: a Slack that is away, or refuses the app token, must not keep the rest of the
   * product from its work. Resolves when the connection stands, or after PATIENCE_MS.
   */
  async connect(): Promise<void> {
    let patience: NodeJS.Timeout | undefined;
    await Promise.race([this.tryToConnect(), new Promise((resolve) => (patience = setTimeout(resolve, PATIENCE_MS)))]);
    clearTimeout(patience);
  }

  private async tryToConnect(): Promise<void> {
    try {
      await this.start();
    } catch (error) {
      this.log.error({ err: error }, 'no Socket Mode connection to Slack (see "npm run doctor"); trying again');
      this.again = setTimeout(() => void this.tryToConnect(), TRY_AGAIN_MS);
    }
  }

  override async stop(): Promise<void> {
    clearTimeout(this.again);
    await super.stop();
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
