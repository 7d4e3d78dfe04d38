import { useTranslation, type ActionProps } from 'adminjs';
import React, { useState, type FC } from 'react';
import { momentIn } from './moment-format';
import Page from './Page';
import { usePageApi, type Answer } from './page-api';

interface State extends Answer {
  hasSecret: boolean;
  possible: boolean;
  sentAt: string | null;
  locale: string;
  zone: string;
  secret?: string;
}

/** A webhook's secret, which is shown once, and a trial. */
const Signing: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.signing.${key}`, values);
  const { data, setData, failed, busy, post } = usePageApi<State>({ resourceId: resource.id, actionName: action.name, recordId: record?.id });
  const [secret, setSecret] = useState<string>();

  async function go(act: 'make' | 'try') {
    const answer = await post<State>({ act });
    if (!answer) return;
    setData(answer);
    if (answer.secret !== undefined) setSecret(answer.secret);
  }

  return (
    <Page ready={data !== undefined} failed={failed}>
      <p className="m-help">{say('help')}</p>
      {secret !== undefined && (
        <div role="alert" className="m-warning">
          <p>{say('once')}</p>
          <div className="m-field">
            <label htmlFor="m-secret">{say('secret')}</label>
            <textarea id="m-secret" readOnly rows={2} value={secret} spellCheck={false} onFocus={(event) => event.target.select()} />
          </div>
        </div>
      )}
      {data && !data.possible && <p>{say('impossible')}</p>}
      {data?.possible && !data.hasSecret && <p><strong>{say('none')}</strong></p>}
      {data?.sentAt && <p className="m-small">{say('last', { when: momentIn(data.sentAt, data.locale, data.zone) })}</p>}
      {data?.possible && data.hasSecret && <p className="m-help">{say('replace_help')}</p>}
      {data?.possible && (
        <div className="m-row">
          {data.hasSecret && <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void go('try')}>{say('try')}</button>}
          <button type="button" className={`m-button ${data.hasSecret ? 'm-danger' : 'm-primary'}`} disabled={busy} onClick={() => void go('make')}>{say(data.hasSecret ? 'replace' : 'make')}</button>
        </div>
      )}
    </Page>
  );
};

export default Signing;
