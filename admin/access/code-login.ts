import express, { type Request, type Router } from 'express';
import { actorOf } from '../../src/domain/people/agents.js';
import type { House } from '../../src/wire.js';
import { takesCode } from './check-code.js';
import { codePage } from './code-page.js';
import { findMember, type Member } from './credentials.js';
import type { Door } from './door.js';
import { textOf } from './path-within.js';
import { readBody, type ReadRequest } from './read-body.js';

const MOST_BYTES = 16 * 1024;
/** How long the second factor may take after the first, ms. */
const CODE_MS = 10 * 60_000;

/** The second factor, /login/code: only after the password or Slack, within ten minutes, five tries. */
export function codeRoutes(house: House, { attempts, lockOf, enter, failed }: Door): Router {
  const router = express.Router();

  const pendingOf = async (request: Request): Promise<Member | undefined> => {
    const { pending } = request.session;
    if (!pending || house.clock.now().getTime() - pending.at > CODE_MS) return undefined;
    const member = await findMember(house.source.manager, pending.agentId);
    return member?.passwordMark === pending.passwordMark ? member : undefined;
  };

  router.get('/login/code', async (request, response) => {
    if (await pendingOf(request)) response.send(codePage(house));
    else response.redirect('/admin/login');
  });

  router.post('/login/code', readBody(MOST_BYTES), async (request: ReadRequest, response) => {
    const member = await pendingOf(request);
    if (!member) return response.redirect(303, '/admin/login');
    const ip = request.ip ?? '';
    const key = `code:${member.id}`;
    const minutes = await lockOf(key, ip, 'code', response, async () => member.id);
    if (minutes !== undefined) return response.status(429).send(codePage(house, house.t('portal:sign_in.too_many', { minutes })));
    if (!(await takesCode(house, actorOf(member) as never, textOf(request.fields?.['code']), ip))) {
      await failed('code', member.id, ip);
      return response.status(401).send(codePage(house, house.t('portal:factor.wrong')));
    }
    await attempts.forgive(key, ip);
    return enter(request, member, ip);
  });

  return router;
}
