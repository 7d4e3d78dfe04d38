import type { NextFunction, Request, Response } from 'express';
import type { House } from '../../src/wire.js';

/** AdminJS's answer for a record that is not there (an old link, an erased contact); it names ids, in English. */
const GONE = /valid recordId to the recordAction|cannot be found in resource/;

/** What AdminJS tells people about a missing record, in their language. */
export function plainNotices({ t }: Pick<House, 't'>) {
  return (_request: Request, response: Response, next: NextFunction) => {
    const json = response.json.bind(response);
    response.json = (body: { notice?: { message?: string } } | undefined) => json(body?.notice && GONE.test(body.notice.message ?? '') ? { ...body, notice: { ...body.notice, message: t('portal:manage.gone') } } : body);
    next();
  };
}
