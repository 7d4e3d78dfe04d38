import { useTranslation, type ActionProps } from 'adminjs';
import React, { useState, type FC } from 'react';
import Page from './Page';
import { usePageApi, type Answer } from './page-api';

interface State {
  /** The token's last characters; null while there is none. */
  hint: string | null;
  active: boolean;
}

interface Step extends Answer, Partial<State> {
  token?: string;
}

/** The token of an API client. What it is shows once, right after it was made; replacing or revoking it asks twice. */
const ApiToken: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateComponent, translateButton } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.token.${key}`, values);
  const { data, failed, busy, reload, post } = usePageApi<State>({ resourceId: resource.id, actionName: action.name, recordId: record?.id });
  const [token, setToken] = useState<string>();
  const [copied, setCopied] = useState(false);
  const [asked, setAsked] = useState<'issue' | 'revoke'>();
  const [refused, setRefused] = useState<string>();

  async function go(act: 'issue' | 'revoke') {
    setAsked(undefined);
    setCopied(false);
    const answer = await post<Step>({ act });
    setRefused(answer?.refused?.message);
    setToken(answer?.token);
    if (answer && !answer.refused) await reload();
  }

  return (
    <Page ready={data !== undefined} failed={failed}>
      <p className="m-help">{say('help')} <a href="/api/docs" target="_blank" rel="noreferrer">{say('docs')}</a></p>
      {refused && <p role="alert" className="m-alert">{refused}</p>}
      {token && (
        <div role="alert" className="m-warning">
          <p>{say('once')}</p>
          <p className="m-token"><code>{token}</code></p>
          <button type="button" className="m-button m-primary" onClick={() => void navigator.clipboard.writeText(token).then(() => setCopied(true))}>{say(copied ? 'copied' : 'copy')}</button>
        </div>
      )}
      {data && !token && <p><strong>{data.hint === null ? say('none') : say('ends', { hint: data.hint })}</strong></p>}
      {data && !data.active && <p className="m-warning">{say('inactive')}</p>}
      {data && asked === undefined && (
        <div className="m-row">
          <button type="button" className="m-button m-primary" disabled={busy} onClick={() => (data.hint === null ? void go('issue') : setAsked('issue'))}>{say(data.hint === null ? 'issue' : 'replace')}</button>
          {data.hint !== null && <button type="button" className="m-button m-danger" disabled={busy} onClick={() => setAsked('revoke')}>{say('revoke')}</button>}
        </div>
      )}
      {asked && (
        <div role="alertdialog" aria-labelledby="m-token-sure" className="m-warning">
          <p id="m-token-sure">{say(`sure_${asked}`)}</p>
          <div className="m-row">
            <button type="button" className="m-button m-danger" disabled={busy} onClick={() => void go(asked)}>{say(asked === 'issue' ? 'replace' : 'revoke')}</button>
            <button type="button" className="m-button" onClick={() => setAsked(undefined)}>{translateButton('cancel')}</button>
          </div>
        </div>
      )}
    </Page>
  );
};

export default ApiToken;
