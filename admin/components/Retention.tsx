import { useTranslation, type ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { momentIn } from './moment-format';
import Page from './Page';
import { usePageApi } from './page-api';

interface Data {
  locale: string;
  zone: string;
  policies: { kind: string; setting: string | null; days: number; rows: number; bytes: number | null; oldest: string | null }[];
}

/** Every retention policy: how long, and what it would remove if it ran now. */
const Retention: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.retention.${key}`, values);
  const { data, failed } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  const number = (value: number) => value.toLocaleString(data?.locale);
  return (
    <Page ready={data !== undefined} failed={failed}>
      <p className="m-help">{say('help')}</p>
      <div className="m-scroll" role="region" tabIndex={0} aria-label={say('kept')}>
        <table className="m-table">
          <thead><tr>{['kind', 'kept', 'rows', 'oldest'].map((key) => <th key={key} scope="col">{say(key)}</th>)}</tr></thead>
          <tbody>
            {data?.policies.map(({ kind, setting, days, rows, bytes, oldest }) => (
              <tr key={kind}>
                <th scope="row">{say(`kind_${kind}`)}<p className="m-small">{say(`what_${kind}`)}</p></th>
                <td>{days === 0 ? say('for_good') : say('days', { count: number(days) })}{setting === null && <p className="m-small">{say('fixed')}</p>}</td>
                <td>{number(rows)}{bytes !== null && bytes > 0 && <p className="m-small">{`${number(Math.ceil(bytes / 1_000_000))} MB`}</p>}</td>
                <td>{oldest === null ? '—' : momentIn(oldest, data.locale, data.zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p><a href="/admin/resources/settings/actions/all">{say('change')}</a> · <a href="/admin/resources/privacy">{say('erasures')}</a></p>
    </Page>
  );
};

export default Retention;
