import { useTranslation, type ActionProps } from 'adminjs';
import React, { useState, type FC } from 'react';
import { momentIn } from './moment-format';
import Page from './Page';
import { usePageApi, type Answer } from './page-api';

interface Data {
  locale: string;
  zone: string;
  preview: { hasPhone: boolean; counts: Record<string, number>; openConversations: number; slack: { channel: string; threads: number }[]; erasedAt: string | null };
}

/** What goes, what stays and why, what is left in Slack; erased once the person has typed the phone's last digits. */
const EraseContact: FC<ActionProps> = ({ action, resource, record }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.privacy.${key}`, values);
  const { data, failed, busy, post } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name, recordId: record?.id });
  const [proof, setProof] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const preview = data?.preview;
  const error = answer?.refused?.fields['proof'];
  if (preview?.erasedAt) return <Page ready failed={failed}><p>{say('erased_at', { when: momentIn(preview.erasedAt, data?.locale ?? '', data?.zone ?? '') })}</p></Page>;
  return (
    <Page ready={preview !== undefined} failed={failed}>
      {answer?.refused && !error && <p role="alert" className="m-alert">{answer.refused.message}</p>}
      <div className="m-prose">
        <p className="m-warning">{say('erase_final')}</p>
        <h2>{say('goes')}</h2>
        <p>{say('goes_what')}</p>
        <ul>{Object.entries(preview?.counts ?? {}).filter(([, count]) => count > 0).map(([table, count]) => <li key={table}>{`${say(`table_${table}`)}: ${count}`}</li>)}</ul>
        {preview !== undefined && preview.openConversations > 0 && <p>{say('goes_open')}</p>}
        <h2>{say('stays')}</h2>
        <p>{say('stays_what')}</p>
        <p>{say('stays_tags')}</p>
        <h2>{say('slack')}</h2>
        {preview?.slack.length === 0 ? <p>{say('slack_nothing')}</p> : <p className="m-warning">{say('slack_what')}</p>}
        <ul>{preview?.slack.map(({ channel, threads }) => <li key={channel}>{say('slack_place', { value: channel, count: String(threads) })}</li>)}</ul>
      </div>
      <form onSubmit={(event) => { event.preventDefault(); void post({ proof }).then(setAnswer); }}>
        <div className="m-field">
          <label htmlFor="proof">{say(preview?.hasPhone ? 'type_digits' : 'type_number')}</label>
          <input id="proof" value={proof} inputMode="numeric" autoComplete="off" maxLength={10} aria-invalid={error !== undefined} aria-describedby={error ? 'proof-error' : undefined} onChange={({ target }) => setProof(target.value)} />
          {error && <p id="proof-error" role="alert" className="m-error">{error}</p>}
        </div>
        <button type="submit" className="m-button m-danger" disabled={busy || proof.trim() === ''}>{say('erase')}</button>
      </form>
    </Page>
  );
};

export default EraseContact;
