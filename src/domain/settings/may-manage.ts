import { Refused } from '../../kit/errors.js';
import type { Actor } from '../ctx.js';

/** @throws Refused `portal:manage.admins_only` for anybody but an administrator (and the system) */
export function mayManage(actor: Actor): void {
  if (actor.kind === 'system' || (actor.kind === 'agent' && actor.role === 'admin')) return;
  throw new Refused('portal:manage.admins_only');
}
