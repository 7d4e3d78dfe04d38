import { useTranslation, type ActionProps } from 'adminjs';
import React, { useState, type FC, type FormEvent } from 'react';
import Page from './Page';
import { usePageApi, type Answer } from './page-api';

interface State {
  on: boolean;
  recoveryLeft: number;
  possible: boolean;
}

interface Step extends Answer, Partial<State> {
  setup?: { secret: string; picture: string };
  recovery?: string[];
}

/** One's own second factor: on, off, and the recovery codes, which are shown once. */
const Security: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.security.${key}`, values);
  const { data, failed, busy, reload, post } = usePageApi<State>({ resourceId: resource.id, actionName: action.name });
  const [step, setStep] = useState<Step>({});
  const [code, setCode] = useState('');

  async function go(act: 'begin' | 'confirm' | 'off') {
    const answer = await post<Step>({ act, code });
    if (!answer) return;
    setStep((before) => (answer.refused ? { ...before, refused: answer.refused } : answer));
    if (answer.refused) return;
    setCode('');
    if (act !== 'begin') await reload();
  }

  const ask = (act: 'confirm' | 'off') => (
    <form noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void go(act); }}>
      <div className="m-field">
        <label htmlFor="m-code">{say('code')}</label>
        <input id="m-code" autoComplete="one-time-code" maxLength={40} value={code} aria-invalid={step.refused ? true : undefined} aria-describedby={step.refused ? 'm-code-error' : undefined} onChange={(event) => setCode(event.target.value)} />
        {step.refused && <p id="m-code-error" role="alert" className="m-error">{step.refused.message}</p>}
      </div>
      <button type="submit" className={`m-button ${act === 'off' ? 'm-danger' : 'm-primary'}`} disabled={busy}>{say(act)}</button>
    </form>
  );

  return (
    <Page ready={data !== undefined} failed={failed}>
      <p className="m-help">{say('help')}</p>
      {step.recovery && (
        <div role="alert" className="m-warning">
          <p>{say('recovery')}</p>
          <ul>{step.recovery.map((one) => <li key={one}><code>{one}</code></li>)}</ul>
        </div>
      )}
      {data && !data.possible && <p>{say('impossible')}</p>}
      {data?.on && <><p><strong>{say('is_on', { left: String(data.recoveryLeft) })}</strong></p>{ask('off')}</>}
      {data?.possible && !data.on && !step.setup && <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void go('begin')}>{say('begin')}</button>}
      {data && !data.on && step.setup && (
        <>
          <p>{say('scan')}</p>
          <img src={step.setup.picture} width={220} height={220} alt={say('picture')} />
          <p className="m-small">{say('typed')} <code>{step.setup.secret}</code></p>
          {ask('confirm')}
        </>
      )}
    </Page>
  );
};

export default Security;
