import { Router, type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { findKeptFile, type KeptFile } from '../../src/domain/media/kept-file.js';
import { recordOpened } from '../../src/domain/media/open-file.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { FILE_POLICY, presentationOf } from './presentation.js';

/**
 * GET /admin/media/{attachment}: a stored file of a conversation, for signed-in people; each one that is given is in the
 * audit trail. HEAD gives nothing and leaves no trace. What is not there goes on to the portal's 404.
 */
export function storedFiles({ source, media, ledger }: Pick<House, 'source' | 'media' | 'ledger'>): Router {
  const router = Router();
  router.get('/media/:attachmentId', async (request, response, next) => {
    const id = request.params.attachmentId;
    const file = /^\d{1,15}$/.test(id) ? await findKeptFile(source.manager, media, Number(id)) : undefined;
    if (!file) return next();
    const body = request.method === 'HEAD' ? undefined : await openOnRecord(file, request, ledger);
    present(file, response);
    if (!body) return void response.end();
    return pipeline(body, response).catch((error: unknown) => {
      // Who closes the page or stops a film half way is no failure.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  });
  return router;
}

/** The file's bytes, once it is written down who asked for them. */
async function openOnRecord({ attachment, open }: KeptFile, request: Request, ledger: House['ledger']) {
  const body = await open();
  try {
    const actor = actorFor((request.session as { adminUser?: unknown }).adminUser);
    await ledger.run(actor, { conversation: attachment.conversation_id }, (ctx) => recordOpened(ctx, attachment.id));
    return body;
  } catch (error) {
    body.destroy();
    throw error;
  }
}

function present({ attachment, bytes }: KeptFile, response: Response): void {
  const { type, inline } = presentationOf(attachment.mime);
  response.attachment(attachment.file_name);
  if (inline) response.set('Content-Disposition', String(response.get('Content-Disposition')).replace(/^attachment/, 'inline'));
  response.set({ 'Content-Type': type, 'Content-Length': String(bytes), 'Content-Security-Policy': FILE_POLICY, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
}
