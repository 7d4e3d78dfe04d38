import { LogLevel, type Logger } from '@slack/bolt';
import { maskText } from '../src/kit/mask.js';
import type { Log } from '../src/kit/log.js';

/**
 * Slack's libraries log through our logger: one line an event, masked. Their debug lines carry whole messages and are
 * dropped.
 */
export function slackLogger(log: Log): Logger {
  const line = (parts: unknown[]) => maskText(parts.map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : '')).join(' ').trim());
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
