import { Router, type Response } from 'express';
import helmet from 'helmet';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '../db/rows.js';
import { findKeptFile, type KeptFile } from '../domain/media/kept-file.js';
import type { MediaStore } from '../domain/media/media-store.js';
import { readOutToken } from '../domain/media/out-token.js';
import type { Clock } from '../kit/clock.js';
import { TryLater } from '../kit/errors.js';
import type { Log } from '../kit/log.js';

export interface MediaOutParts {
  sql: Sql;
  media: MediaStore;
  clock: Clock;
  /** Signs links; undefined = there are none. */
  secret: string | undefined;
  log: Log;
}

/** Nothing of it is ever shown as a page of ours, whoever opens the link. */
const LOCKED = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], sandbox: [] } }, crossOriginResourcePolicy: { policy: 'same-origin' } });

/**
 * GET and HEAD /media/out/{token}: a file on its way to a customer, for the gateway, which has no other credentials. What
 * is forged, too old, unknown or gone answers the same 404. No log ever holds the token.
 */
export function mediaOutRoute(parts: MediaOutParts): Router {
  const router = Router();
  router.get('/media/out/:token', LOCKED, async (request, response) => {
    const attachmentId = parts.secret === undefined ? undefined : readOutToken(parts.secret, request.params.token, parts.clock.now());
    try {
      const file = attachmentId === undefined ? undefined : await findKeptFile(parts.sql, parts.media, attachmentId);
      if (file) await give(file, request.method === 'HEAD', response);
      else response.status(404).json({ error: 'not found' });
    } catch (error) {
      // Cut off in the middle, the fetcher sees a body that is too short; before that it is asked to come again.
      parts.log.warn({ err: error, attachment: attachmentId }, 'a file could not be given to the gateway');
      if (response.headersSent) response.destroy();
      else response.status(error instanceof TryLater ? 503 : 404).json({ error: error instanceof TryLater ? 'try again' : 'not found' });
    }
  });
  return router;
}

async function give({ attachment, bytes, open }: KeptFile, headOnly: boolean, response: Response): Promise<void> {
  const body = headOnly ? undefined : await open();
  response.attachment(attachment.file_name).set({ 'Content-Type': attachment.mime, 'Content-Length': String(bytes), 'Cache-Control': 'no-store' });
  if (body) await pipeline(body, response);
  else response.end();
}
