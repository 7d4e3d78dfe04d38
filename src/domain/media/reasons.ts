import { Broken, TryLater } from '../../kit/errors.js';

/** Why a file is not there, as it is stored in attachments.error (`code` or `code: detail`) and said to people (bot/views/media-reasons). */
export const MEDIA_REASONS = [
  /** The gateway does not have it any more, or never gave an address. */
  'expired',
  /** The gateway refuses to give it. */
  'denied',
  /** An address that must not be called: not https, not public, not on the list. */
  'refused_address',
  'too_large',
  /** It came too slowly, or its connection broke. */
  'too_slow',
  'no_answer',
  /** The bytes are not what the message says they are. */
  'not_as_stated',
  'empty',
  'infected',
  'too_many_redirects',
  /** Slack does not take it; it is kept. */
  'slack_refuses',
  'storage_away',
  'scanner_away',
] as const;

/** Until it is tried again, ms. */
const AWAY_MS = 30_000;

export type MediaReason = (typeof MEDIA_REASONS)[number];

const said = (reason: MediaReason, detail?: string) => (detail ? `${reason}: ${detail}` : reason);

/** No retry by itself can help; a person may try again. @param detail never an address or a name */
export function mediaBroken(reason: MediaReason, detail?: string): Broken {
  return new Broken(said(reason, detail));
}

/** It may be there in a moment. */
export function mediaLater(reason: MediaReason, detail?: string, options: { afterMs?: number; counts?: boolean } = {}): TryLater {
  return new TryLater(said(reason, detail), options);
}

/** What keeps or checks files is away: everything waits for it, and no attempt counts. */
export function mediaAway(reason: 'storage_away' | 'scanner_away', detail: string): TryLater {
  return mediaLater(reason, detail, { afterMs: AWAY_MS, counts: false });
}

/** The code and detail of a stored reason; undefined code for what nobody foresaw. */
export function readReason(stored: string): { code: MediaReason | undefined; detail: string } {
  const [head, ...rest] = stored.split(': ');
  const code = MEDIA_REASONS.find((reason) => reason === head);
  return { code, detail: code ? rest.join(': ') : stored };
}
