import { useTranslation, ViewHelpers, type ShowPropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import Badge from './Badge';
import { momentIn } from './moment-format';
import { usePageApi } from './page-api';

interface Data {
  conversations: { id: number; protocol: string; status: string; tone: string; opened: string; closed: string | null }[];
  zone: string;
  locale: string;
}

/** Everything a contact ever talked about with the company, newest first. */
const ContactConversations: FC<ShowPropertyProps> = ({ resource, record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string) => translateComponent(`Transcript.${key}`);
  const { data, failed } = usePageApi<Data>({ resourceId: resource.id, actionName: 'conversations', recordId: record.id });
  const href = (id: number) => new ViewHelpers().recordActionUrl({ resourceId: 'conversations', recordId: String(id), actionName: 'show' });
  return (
    <section className="m-page">
      <h2>{say('conversations')}</h2>
      {failed && <p role="alert" className="m-alert">{translateComponent('Manage.failed')}</p>}
      {data?.conversations.length === 0 && <p>{say('no_conversations')}</p>}
      {data && data.conversations.length > 0 && (
        <div className="m-scroll" tabIndex={0} role="region" aria-label={say('conversations')}>
          <table className="m-table">
            <thead><tr>{['protocol', 'status', 'opened', 'closed'].map((key) => <th key={key} scope="col">{say(key)}</th>)}</tr></thead>
            <tbody>
              {data.conversations.map((one) => (
                <tr key={one.id}>
                  <td><a href={href(one.id)}>{one.protocol}</a></td>
                  <td><Badge tone={one.tone} label={one.status} /></td>
                  <td>{momentIn(one.opened, data.locale, data.zone)}</td>
                  <td>{one.closed ? momentIn(one.closed, data.locale, data.zone) : say('still_open')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

export default ContactConversations;
