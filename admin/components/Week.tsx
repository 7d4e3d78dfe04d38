import { useTranslation, type ActionProps } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import IntervalsInput, { type Interval } from './IntervalsInput';
import Page from './Page';
import { usePageApi, type Answer, type Refusal } from './page-api';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const DAY_MINUTES = 1440;

interface Data {
  week: Record<number, Interval[]>;
  seen: string;
  zone: string;
  editable: boolean;
}

/** The usual week: each day as a bar of 24 hours, with its hours to edit beside it. */
const Week: FC<ActionProps> = ({ action, resource }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, values: Record<string, string> = {}) => translateComponent(`Manage.week.${key}`, values);
  const { data, failed, busy, reload, post } = usePageApi<Data>({ resourceId: resource.id, actionName: action.name });
  const [week, setWeek] = useState<Record<number, Interval[]>>({});
  const [refused, setRefused] = useState<Refusal>();
  useEffect(() => setWeek(data?.week ?? {}), [data]);

  const put = (day: number, intervals: Interval[]) => setWeek((before) => ({ ...before, [day]: intervals }));
  const toWorkdays = () => setWeek((before) => ({ ...before, ...Object.fromEntries([2, 3, 4, 5].map((day) => [day, before[1] ?? []])) }));

  async function save() {
    const answer = await post<Answer>({ week, seen: data?.seen ?? '' });
    setRefused(answer?.refused);
    if (answer?.notice?.type === 'success') await reload();
  }

  return (
    <Page ready={data !== undefined} failed={failed}>
      {data && (
        <>
          {refused && (
            <div role="alert" className="m-alert">
              <p>{refused.message} {Object.values(refused.fields).join(' ')}</p>
              {refused.now && <button type="button" className="m-button" onClick={() => { setRefused(undefined); void reload(); }}>{translateComponent('Manage.take_theirs')}</button>}
            </div>
          )}
          <p className="m-help">{say('help', { zone: data.zone })}</p>
          {DAYS.map((day) => {
            const name = say(`day_${day}`);
            return (
              <fieldset key={day} className="m-day">
                <legend>{name}</legend>
                <div className="m-bar" aria-hidden="true">
                  {(week[day] ?? []).map(({ from, to }, index) => <span key={index} style={{ left: `${(from / DAY_MINUTES) * 100}%`, width: `${(Math.max(0, to - from) / DAY_MINUTES) * 100}%` }} />)}
                </div>
                <IntervalsInput id={`m-day-${day}`} label={name} value={week[day] ?? []} readOnly={!data.editable} onChange={(intervals) => put(day, intervals)} />
              </fieldset>
            );
          })}
          {data.editable && (
            <div className="m-row">
              <button type="button" className="m-button m-primary" disabled={busy} onClick={() => void save()}>{translateComponent('Manage.save')}</button>
              <button type="button" className="m-button" onClick={toWorkdays}>{say('copy')}</button>
            </div>
          )}
        </>
      )}
    </Page>
  );
};

export default Week;
