import { useTranslation, type ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { momentIn } from './moment-format';
import Page from './Page';
import { usePageApi } from './page-api';

interface Data {
  locale: string;
  zone: string;
  rows: { name: string; where: string; state: 'off' | 'unknown' | 'connected' | 'disconnected'; since: string | null; checkedAt: string | null; detail: string }[];
}

/** What the house is joined to, and how it is. */
const Integrations: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.integrations.${key}`, values);
  const { data, failed } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  return (
    <Page ready={data !== undefined} failed={failed}>
      <p className="m-help">{say('help')}</p>
      <p><a href="/admin/queues">{say('queues')}</a></p>
      <ul className="m-cards">
        {data?.rows.map(({ name, where, state, since, checkedAt, detail }) => (
          <li key={name}>
            <h2>{say(`name_${name}`)}</h2>
            <p className={`m-state m-${state}`}>{say(`state_${state}`)}</p>
            {where && <p className="m-small">{where}</p>}
            {since && <p className="m-small">{say('since', { when: momentIn(since, data.locale, data.zone) })}</p>}
            {checkedAt && <p className="m-small">{say('checked', { when: momentIn(checkedAt, data.locale, data.zone) })}</p>}
            {detail && <p>{detail}</p>}
          </li>
        ))}
      </ul>
    </Page>
  );
};

export default Integrations;
