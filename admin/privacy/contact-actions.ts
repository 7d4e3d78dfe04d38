import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { previewErasure } from '../../src/domain/privacy/preview-erasure.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { Components } from '../component-loader.js';
import { PAGE } from '../manage/edit-actions.js';
import { refusalOf } from '../manage/in-their-name.js';
import type { ActionOptions } from '../resources/actions.js';

/** What an administrator does with a contact's data (LGPD): take everything out, erase everything. */
export function privacyActions(house: House): Record<string, ActionOptions> {
  const { t, source, ledger, config } = house;

  const exportData: ActionHandler<ActionResponse> = (_request, _response, context) => {
    const record = context.record as BaseRecord;
    return { record: record.toJSON(context.currentAdmin), target: `/admin/privacy/contacts/${record.id()}/export` };
  };

  const eraseData: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const id = Number(record.id());
    const json = { record: record.toJSON(context.currentAdmin), locale: config.LOCALE, zone: config.TZ_BUSINESS };
    const { proof, ...preview } = await previewErasure(source.manager, id);
    if (request.method !== 'post') return { ...json, preview };
    const refused = (messageKey: string, field?: string) => ({ ...json, preview, refused: refusalOf(new Refused(messageKey, {}, field), house) });
    if (preview.erasedAt !== null) return refused('portal:privacy.refused.already');
    if (String(request.payload?.['proof'] ?? '').trim() !== proof) return refused(preview.hasPhone ? 'portal:privacy.refused.digits' : 'portal:privacy.refused.number', 'proof');
    try {
      await eraseContact(ledger, actorFor(context.currentAdmin), id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { ...json, preview, refused: refusalOf(error, house) };
    }
    return { ...json, notice: { type: 'success', message: t('portal:privacy.erased') }, redirectUrl: context.h.resourceUrl({ resourceId: 'contacts' }) };
  };

  return {
    exportData: { ...PAGE, actionType: 'record', icon: 'Download', component: Components.ExportContact, handler: exportData },
    eraseData: { ...PAGE, actionType: 'record', icon: 'UserX', variant: 'danger', component: Components.EraseContact, handler: eraseData },
  };
}
