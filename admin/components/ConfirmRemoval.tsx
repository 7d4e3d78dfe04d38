import { useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { useNavigate } from 'react-router';
import Page from './Page';
import { usePageApi } from './page-api';

/** Asks before something is taken away. */
const ConfirmRemoval: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateAction, translateComponent, translateButton } = useTranslation();
  const { failed, busy, post } = usePageApi({ resourceId: resource.id, actionName: action.name, recordId: record?.id }, false);
  const navigate = useNavigate();
  return (
    <Page ready failed={failed}>
      <p>{translateComponent(`Manage.confirm.${action.name}`, { name: String(record?.title ?? '') })}</p>
      <div className="m-row">
        <button type="button" className="m-button m-danger" disabled={busy} onClick={() => void post({ confirmed: true })}>{translateAction(action.name, resource.id)}</button>
        <button type="button" className="m-button" onClick={() => navigate(new ViewHelpers().resourceUrl({ resourceId: resource.id }))}>{translateButton('cancel')}</button>
      </div>
    </Page>
  );
};

export default ConfirmRemoval;
