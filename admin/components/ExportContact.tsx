import { useTranslation, type ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import Page from './Page';
import { usePageApi } from './page-api';

/** What the file of a contact's data holds, and its download. A form, so that the browser saves what comes as it comes. */
const ExportContact: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Manage.privacy.${key}`);
  const { data, failed } = usePageApi<{ target: string }>({ resourceId: resource.id, actionName: action.name, recordId: record?.id });
  return (
    <Page ready={data !== undefined} failed={failed}>
      <div className="m-prose">
        <p>{say('export_what')}</p>
        <ul>{['export_json', 'export_page', 'export_media'].map((key) => <li key={key}>{say(key)}</li>)}</ul>
        <p className="m-warning">{say('export_care')}</p>
      </div>
      <form method="post" action={data?.target}>
        <button type="submit" className="m-button m-primary">{say('download')}</button>
      </form>
    </Page>
  );
};

export default ExportContact;
