import { useTranslation, type ActionProps } from 'adminjs';
import React, { useEffect, useState, type FC, type FormEvent } from 'react';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';

interface Data {
  policy: number;
  rows: { priority: string; label: string; values: Record<string, string> }[];
  figures: { figure: string; label: string; min: number; max: number }[];
}

interface Effect {
  running: number;
  sooner: number;
  later: number;
  overdue: number;
  more: boolean;
  /** The clocks that stopped within the last 30 days. */
  past: { priority: string; kind: string; met: number; breached: number; wouldMeet: number; wouldBreach: number }[];
}

/** New goals: written, looked at in what they do to running clocks, then saved as a version. */
const SlaGoals: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.goals.${key}`, values);
  const { data, failed, busy, reload, post } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  const [goals, setGoals] = useState<Record<string, Record<string, string>>>({});
  const [note, setNote] = useState('');
  const [effect, setEffect] = useState<Effect>();
  const [refused, setRefused] = useState<Refusal>();
  useEffect(() => setGoals(Object.fromEntries((data?.rows ?? []).map(({ priority, values }) => [priority, values]))), [data]);

  const put = (priority: string, figure: string, value: string) => {
    setEffect(undefined);
    setGoals((before) => ({ ...before, [priority]: { ...before[priority], [figure]: value } }));
  };

  async function send(event: FormEvent) {
    event.preventDefault();
    const answer = await post<Answer & { effect?: Effect }>({ goals, note, policy: data?.policy, confirmed: effect !== undefined });
    setRefused(answer?.refused);
    setEffect(answer?.effect);
  }

  const change = (by: number) => (by === 0 ? '' : ` (${by > 0 ? '+' : '−'}${Math.abs(by)})`);
  const count = (key: string, value: number) => <li key={key}>{say(key, { count: String(value) })}</li>;
  return (
    <Page ready={data !== undefined} failed={failed}>
      {data && (
        <form noValidate onSubmit={(event) => void send(event)}>
          {refused && (
            <div role="alert" className="m-alert">
              <p>{refused.message}</p>
              {refused.now && <button type="button" className="m-button" onClick={() => { setRefused(undefined); void reload(); }}>{translateComponent('Manage.take_theirs')}</button>}
            </div>
          )}
          <p className="m-help">{say('help')}</p>
          {data.rows.map(({ priority, label }) => (
            <fieldset key={priority} className="m-field">
              <legend>{label}</legend>
              <div className="m-grid">
                {data.figures.map(({ figure, label: name, min, max }) => {
                  const id = `m-${priority}-${figure}`;
                  const error = refused?.fields[`${priority}.${figure}`];
                  return (
                    <div key={figure}>
                      <label htmlFor={id}>{name}</label>
                      <input id={id} type="number" min={min} max={max} value={goals[priority]?.[figure] ?? ''} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => put(priority, figure, event.target.value)} />
                      {error && <p id={`${id}-error`} role="alert" className="m-error">{error}</p>}
                    </div>
                  );
                })}
              </div>
            </fieldset>
          ))}
          <div className="m-field"><label htmlFor="m-note">{say('note')}</label><input id="m-note" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} /></div>
          {effect && (
            <div role="alert" className="m-warning">
              <p><strong>{say('effect')}</strong></p>
              <ul>{count('running', effect.running)}{count('sooner', effect.sooner)}{count('later', effect.later)}{count('overdue', effect.overdue)}</ul>
              {effect.more && <p>{say('more')}</p>}
              <p><strong>{say(effect.past.length > 0 ? 'past' : 'no_past')}</strong></p>
              {effect.past.length > 0 && (
                <div className="m-scroll" role="region" tabIndex={0} aria-label={say('past')}>
                  <table className="m-table">
                    <thead><tr>{['priority', 'kind', 'met', 'breached', 'would_meet', 'would_breach'].map((column) => <th key={column} scope="col">{say(column)}</th>)}</tr></thead>
                    <tbody>
                      {effect.past.map((row) => (
                        <tr key={row.priority + row.kind}>
                          <th scope="row">{row.priority}</th><td>{row.kind}</td><td>{row.met}</td><td>{row.breached}</td>
                          <td>{row.wouldMeet}{change(row.wouldMeet - row.met)}</td><td>{row.wouldBreach}{change(row.wouldBreach - row.breached)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </div>
          )}
          <button type="submit" className="m-button m-primary" disabled={busy}>{effect ? say('confirm') : say('look')}</button>
        </form>
      )}
    </Page>
  );
};

export default SlaGoals;
