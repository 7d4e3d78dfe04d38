import { useTranslation, type ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { momentIn } from './moment-format';
import Page from './Page';
import { usePageApi } from './page-api';

interface Data {
  locale: string;
  zone: string;
  rows: {
    name: string;
    title?: string;
    where: string;
    state: 'off' | 'unknown' | 'connected' | 'failing' | 'disconnected';
    since: string | null;
    checkedAt: string | null;
    detail: string;
    nextAt: string | null;
    waiting: number;
    dead: number;
  }[];
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
        {data?.rows.map(({ name, title, where, state, since, checkedAt, detail, nextAt, waiting, dead }) => (
          <li key={name}>
            <h2>{title === undefined ? say(`name_${name}`) : say('name_webhook', { name: title })}</h2>
            <p className={`m-state m-${state}`}>{say(`state_${state}`)}</p>
            {where && <p className="m-small">{where}</p>}
            {since && <p className="m-small">{say('since', { when: momentIn(since, data.locale, data.zone) })}</p>}
            {checkedAt && <p className="m-small">{say('checked', { when: momentIn(checkedAt, data.locale, data.zone) })}</p>}
            {nextAt && state === 'disconnected' && <p className="m-small">{say('next', { when: momentIn(nextAt, data.locale, data.zone) })}</p>}
            {detail && <p>{detail}</p>}
            {waiting > 0 && <p className="m-small"><a href="/admin/resources/deliveries?filters.status=pending">{say('waiting', { count: String(waiting) })}</a></p>}
            {dead > 0 && <p className="m-small"><a href="/admin/resources/deliveries?filters.status=dead">{say('dead', { count: String(dead) })}</a></p>}
          </li>
        ))}
      </ul>
    </Page>
  );
};

export default Integrations;
