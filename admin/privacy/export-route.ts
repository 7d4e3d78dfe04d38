import { Router, type Request } from 'express';
import { recordContactExport } from '../../src/domain/privacy/export-contact.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { writeContactZip } from './write-zip.js';

/** Node's name for a reader who went away half way: no failure. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'EPIPE', 'ECONNRESET']);

/**
 * POST /admin/privacy/contacts/{id}/export: everything of a contact as a zip, for administrators. By POST, so that no other
 * site's link can make somebody take data out (access/same-origin.ts). It is in the audit trail before its first byte leaves.
 */
export function exportRoute(house: House): Router {
  const router = Router();
  router.post('/privacy/contacts/:id/export', async (request, response) => {
    const id = Number(/^\d{1,10}$/.exec(request.params.id)?.[0] ?? 0);
    try {
      await house.ledger.run(actorFor((request.session as Request['session'] & { adminUser?: unknown }).adminUser), {}, (ctx) => recordContactExport(ctx, id));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response.status(403).type('text/plain').send(error.messageKey === 'slack:refused.role' ? house.t('slack:rule.export_a_contact') : house.t(error.messageKey, error.vars));
      return;
    }
    response.attachment(`contato-${id}.zip`);
    await writeContactZip(id, response, house).catch((error: unknown) => {
      if (!GONE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  });
  return router;
}
