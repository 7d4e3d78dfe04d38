import { useTranslation, type ActionProps } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';

interface Place {
  code: string;
  name: string;
}

interface Data {
  year: number;
  places: (Place & { cities: Place[] })[];
}

interface Proposal {
  key: string;
  name: string;
  active: boolean;
  scope: string;
  state: 'new' | 'known';
}

/** Chooses a year and a place, shows what would come in, and takes it in. */
const ImportHolidays: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent, translateLabel } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.import.${key}`, values);
  const { data, failed, busy, post } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  const [asked, setAsked] = useState({ year: '', state: '', city: '' });
  const [proposals, setProposals] = useState<Proposal[]>();
  const [refused, setRefused] = useState<Refusal>();
  useEffect(() => { if (data) setAsked((before) => ({ ...before, year: String(data.year) })); }, [data]);

  const put = (change: Partial<typeof asked>) => { setProposals(undefined); setAsked((before) => ({ ...before, ...change })); };
  async function send(confirmed: boolean) {
    const answer = await post<Answer & { proposals?: Proposal[] }>({ ...asked, confirmed });
    setRefused(answer?.refused);
    setProposals(answer?.proposals);
  }

  const fresh = (proposals ?? []).filter((one) => one.state === 'new').length;
  const cities = data?.places.find((place) => place.code === asked.state)?.cities ?? [];
  const list = (places: Place[]) => places.map(({ code, name }) => <option key={code} value={code}>{name}</option>);
  return (
    <Page ready={data !== undefined} failed={failed}>
      {refused && <div role="alert" className="m-alert"><p>{refused.message}</p></div>}
      <div className="m-grid">
        <div><label htmlFor="m-year">{say('year')}</label><input id="m-year" type="number" min={2000} max={2100} value={asked.year} onChange={(event) => put({ year: event.target.value })} /></div>
        <div><label htmlFor="m-state">{say('state')}</label><select id="m-state" value={asked.state} onChange={(event) => put({ state: event.target.value, city: '' })}><option value="">{say('country')}</option>{list(data?.places ?? [])}</select></div>
        <div><label htmlFor="m-city">{say('city')}</label><select id="m-city" value={asked.city} disabled={cities.length === 0} onChange={(event) => put({ city: event.target.value })}><option value="">{say('no_city')}</option>{list(cities)}</select></div>
      </div>
      <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void send(false)}>{say('look')}</button>
      {proposals && (
        <>
          <p role="status">{say('found', { count: String(fresh) })}</p>
          <div className="m-scroll" role="region" tabIndex={0} aria-label={say('found', { count: String(fresh) })}>
            <table className="m-table">
              <thead><tr><th scope="col">{say('day')}</th><th scope="col">{say('name')}</th><th scope="col">{say('scope')}</th><th scope="col">{say('what')}</th></tr></thead>
              <tbody>
                {proposals.map((one) => (
                  <tr key={one.key}>
                    <td>{one.key.slice(5).split('-').reverse().join('/')}</td>
                    <td>{one.name}</td>
                    <td>{translateLabel(`scope.${one.scope}`, resource.id)}</td>
                    <td>{one.state === 'known' ? say('known') : one.active ? say('closed') : say('off')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {fresh > 0 && <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void send(true)}>{say('take', { count: String(fresh) })}</button>}
        </>
      )}
    </Page>
  );
};

export default ImportHolidays;
