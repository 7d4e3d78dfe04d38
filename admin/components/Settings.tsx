import { useTranslation, type ActionProps } from 'adminjs';
import React, { useState, type FC } from 'react';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';

interface Setting {
  name: string;
  label: string;
  help: string;
  value: string;
  fallback: string;
  fallbackLabel: string;
  bounds?: string;
  number?: true;
  options?: { value: string; label: string }[];
}

interface Data {
  settings: Setting[];
}

/** Every setting with its help, bounds and default; each is saved by itself. */
const Settings: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.settings.${key}`, values);
  const { data, setData, failed, busy, reload, post } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<{ name: string; refusal: Refusal }>();

  async function save({ name, value: seen }: Setting, value: string) {
    const answer = await post<Answer & Partial<Data>>({ name, value, seen });
    setRefused(answer?.refused ? { name, refusal: answer.refused } : undefined);
    if (answer?.refused?.now) await reload();
    if (!answer?.settings) return;
    setData({ settings: answer.settings });
    setTyped(({ [name]: _saved, ...rest }) => rest);
  }

  return (
    <Page ready={data !== undefined} failed={failed}>
      {data?.settings.map((setting) => {
        const { name, label, help, value, fallback, fallbackLabel, bounds, number, options } = setting;
        const now = typed[name] ?? value;
        const mine = refused?.name === name ? refused.refusal : undefined;
        const error = mine && (mine.fields[name] ?? (mine.now ? `${mine.message} ${say('now', { value: mine.now[name] ?? '' })}` : mine.message));
        const common = { id: `m-${name}`, value: now, 'aria-describedby': `m-${name}-help${error ? ` m-${name}-error` : ''}`, 'aria-invalid': error ? true : undefined };
        return (
          <form key={name} noValidate className="m-setting" onSubmit={(event) => { event.preventDefault(); void save(setting, now); }}>
            <label htmlFor={`m-${name}`}>{label}</label>
            <p id={`m-${name}-help`} className="m-help">{help} {bounds} {say('default', { value: fallbackLabel })}</p>
            <div className="m-row">
              {options
                ? <select {...common} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}>{options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}</select>
                : <input {...common} inputMode={number ? 'decimal' : 'text'} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />}
              <button type="submit" className="m-button m-primary" disabled={busy || now === value} aria-label={say('save', { label })}>{translateComponent('Manage.save')}</button>
              {value !== fallback && <button type="button" className="m-button" disabled={busy} aria-label={say('reset_of', { label })} onClick={() => void save(setting, fallback)}>{say('reset')}</button>}
            </div>
            {error && <p id={`m-${name}-error`} role="alert" className="m-error">{error}</p>}
          </form>
        );
      })}
    </Page>
  );
};

export default Settings;
